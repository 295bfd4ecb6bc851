<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>everything</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>then</source>
   <translation>之后</translation>
  </message>
  <message>
   <source>stays</source>
   <translation>不变</translation>
  </message>
  <message>
   <source>same</source>
   <translation>相同</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>没有</translation>
  </message>
  <message>
   <source>none</source>
   <translation>没有</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>不明</translation>
  </message>
  <message>
   <source>acknowledged</source>
   <translation>已确认</translation>
  </message>
  <message>
   <source>shelved</source>
   <translation>已搁置</translation>
  </message>
  <message>
   <source>changed</source>
   <translation>已改</translation>
  </message>
  <message>
   <source>sent</source>
   <translation>已发出</translation>
  </message>
  <message>
   <source>cash</source>
   <translation>资金</translation>
  </message>
  <message>
   <source>total</source>
   <translation>总资产</translation>
  </message>
  <message>
   <source>buy</source>
   <translation>买入</translation>
  </message>
  <message>
   <source>sell</source>
   <translation>卖出</translation>
  </message>
  <message>
   <source>Permission denied</source>
   <translation>没有权限</translation>
  </message>
  <message>
   <source>No such file or directory</source>
   <translation>文件或文件夹不存在</translation>
  </message>
  <message>
   <source>No space left on device</source>
   <translation>磁盘已满</translation>
  </message>
  <message>
   <source>Read-only file system</source>
   <translation>文件系统只读</translation>
  </message>
  <message>
   <source>Input/output error</source>
   <translation>读写出错</translation>
  </message>
  <message>
   <source>Is a directory</source>
   <translation>是文件夹</translation>
  </message>
  <message>
   <source>File exists</source>
   <translation>文件已存在</translation>
  </message>
  <message>
   <source>Connection refused</source>
   <translation>连接被拒绝</translation>
  </message>
  <message>
   <source>database is locked</source>
   <translation>数据库被锁住</translation>
  </message>
  <message>
   <source>disk I/O error</source>
   <translation>磁盘读写出错</translation>
  </message>
  <message>
   <source>database disk image is malformed</source>
   <translation>数据库文件已损坏</translation>
  </message>
  <message>
   <source>Parquet magic bytes not found in footer. Either the file is corrupted or this is not a parquet file.</source>
   <translation>文件已损坏，或不是 Parquet 文件</translation>
  </message>
  <message>
   <source>[Errno {0}] {1}</source>
   <translation>{1}（错误号 {0:number}）</translation>
  </message>
  <message>
   <source>[errno {0}] {1}</source>
   <translation>{1}（错误号 {0:number}）</translation>
  </message>
  <message>
   <source>[Errno {0}] {1}: {2}</source>
   <translation>{1}（错误号 {0:number}）：{2}</translation>
  </message>
  <message>
   <source>[Errno {0}] Failed to open local file {1}. Detail: {2}</source>
   <translation>文件 {1} 打不开（错误号 {0:number}）：{2}</translation>
  </message>
  <message>
   <source>{0} has tripped: {1} fen against {2}; buys wait for a person</source>
   <translation>{0:gate}已触发：{1:number} 分，对照 {2:number} 分；买入须等人解除</translation>
  </message>
  <message>
   <source>books have {0} fen in cash, the broker {1} ({2})</source>
   <translation>账簿现金 {0:number} 分，券商 {1:number} 分（{2:number} 分）</translation>
  </message>
  <message>
   <source>assets went from {0} to {1} fen, more than {2}</source>
   <translation>资产从 {0:number} 分变到 {1:number} 分，超过 {2}</translation>
  </message>
  <message>
   <source>buys and fees need {0} of {1} fen</source>
   <translation>买入与费用需 {0:number} 分，共有 {1:number} 分</translation>
  </message>
  <message>
   <source>{0}: {1} fen ordered, at most {2}</source>
   <translation>{0:one}：委托 {1:number} 分，最多 {2:number} 分</translation>
  </message>
  <message>
   <source>{0} fen against {1} at {2}, at most {3} less</source>
   <translation>现为 {0:number} 分，{2}为 {1:number} 分，最多少 {3}</translation>
  </message>
  <message>
   <source>ST withdrawn</source>
   <translation>ST 已撤销</translation>
  </message>
  <message>
   <source>{0} is not there</source>
   <translation>{0} 不在</translation>
  </message>
  <message>
   <source>name the folder that holds daily.csv or daily.parquet</source>
   <translation>请写放 daily.csv 或 daily.parquet 的文件夹</translation>
  </message>
  <message>
   <source>not a dataset of this product</source>
   <translation>不是本产品的数据集</translation>
  </message>
  <message>
   <source>{0} and {1} both hold {2}</source>
   <translation>{0} 和 {1} 都是{2:dataset}</translation>
  </message>
  <message>
   <source>keep one of them</source>
   <translation>请只留一个</translation>
  </message>
  <message>
   <source>{0} holds no dataset</source>
   <translation>{0} 里没有数据集</translation>
  </message>
  <message>
   <source>name files like {0} .csv or .parquet</source>
   <translation>文件请命名为 {0}，后缀 .csv 或 .parquet</translation>
  </message>
  <message>
   <source>{0} line {1} has {2} cells, expected {3}</source>
   <translation>{0} 第 {1:number} 行有 {2:number} 格，应为 {3:number} 格</translation>
  </message>
  <message>
   <source>the line is cut off or holds a stray comma; correct it or export the file again</source>
   <translation>该行被截断或多了逗号；请改正或重新导出</translation>
  </message>
  <message>
   <source>{0} line 1 is empty, expected column names</source>
   <translation>{0} 第 1 行是空的，应为列名</translation>
  </message>
  <message>
   <source>export the file again</source>
   <translation>请重新导出文件</translation>
  </message>
  <message>
   <source>{0} is no table: {1}</source>
   <translation>{0} 不是表格：{1}</translation>
  </message>
  <message>
   <source>{0} line {1} is not CSV: {2}</source>
   <translation>{0} 第 {1:number} 行不是 CSV：{2}</translation>
  </message>
  <message>
   <source>{0} line {1} is neither UTF-8 nor GBK</source>
   <translation>{0} 第 {1} 行既不是 UTF-8 也不是 GBK</translation>
  </message>
  <message>
   <source>save the file as UTF-8</source>
   <translation>请把文件存为 UTF-8</translation>
  </message>
  <message>
   <source>{0} is not a Parquet file: {1}</source>
   <translation>{0} 不是 Parquet 文件：{1}</translation>
  </message>
  <message>
   <source>{0} holds no day</source>
   <translation>{0} 一天也没有</translation>
  </message>
  <message>
   <source>export the calendar again</source>
   <translation>请重新导出日历</translation>
  </message>
  <message>
   <source>derived:adj_factor column of {0}</source>
   <translation>derived：{0} 的 adj_factor 列</translation>
  </message>
  <message>
   <source>derived:open of daily</source>
   <translation>derived：日线的开盘</translation>
  </message>
  <message>
   <source>derived:pre_close of daily by the rulebook</source>
   <translation>derived：按规则手册推算的昨收</translation>
  </message>
  <message>
   <source>{0} derived:float_share and circ_mv by turnover_rate</source>
   <translation>{0} derived：由 turnover_rate 推算的 float_share 和 circ_mv</translation>
  </message>
  <message>
   <source>derived:is_st flags and dated names</source>
   <translation>derived：is_st 标记与带日期的名称</translation>
  </message>
  <message>
   <source>derived:symbols listed by then, names as told by then</source>
   <translation>derived：当时已上市的股票，名称按当时所知</translation>
  </message>
  <message>
   <source>{0} has no column trade_date, found {1}</source>
   <translation>{0} 没有 trade_date 列，只有 {1}</translation>
  </message>
  <message>
   <source>add it: 20260105</source>
   <translation>请加上：20260105</translation>
  </message>
  <message>
   <source>{0} line {1}</source>
   <translation>{0} 第 {1} 行</translation>
  </message>
  <message>
   <source>{0} has no column ts_code, found {1}</source>
   <translation>{0} 没有 ts_code 列，只有 {1}</translation>
  </message>
  <message>
   <source>add it: 600000.SH</source>
   <translation>请加上：600000.SH</translation>
  </message>
  <message>
   <source>row {0}</source>
   <translation>第 {0:one} 行</translation>
  </message>
  <message>
   <source>line {0}</source>
   <translation>第 {0:one} 行</translation>
  </message>
  <message>
   <source>{0} {1}: {2} is not a date</source>
   <translation>{0} {1:one}：{2} 不是日期</translation>
  </message>
  <message>
   <source>write it as 2026-01-05</source>
   <translation>请写成 2026-01-05</translation>
  </message>
  <message>
   <source>no report in language {0}</source>
   <translation>没有语言 {0} 的报告</translation>
  </message>
  <message>
   <source>set alerts.language to one of {0}</source>
   <translation>请把 alerts.language 设为 {0} 之一</translation>
  </message>
  <message>
   <source>restart at</source>
   <translation>重启于</translation>
  </message>
  <message>
   <source>crash at</source>
   <translation>崩溃于</translation>
  </message>
  <message>
   <source>the strategy opened {0} with mode {1}</source>
   <translation>策略以方式 {1} 打开 {0}</translation>
  </message>
  <message>
   <source>only plain files of {0} are there</source>
   <translation>那里只有 {0} 的普通文件</translation>
  </message>
  <message>
   <source>{0} is a link to nothing</source>
   <translation>{0} 指向不存在的文件</translation>
  </message>
  <message>
   <source>a paper session was asked to serve the LIVE channel</source>
   <translation>要求模拟交易为 LIVE 通道服务</translation>
  </message>
  <message>
   <source>choose PAPER, SHADOW, REPLAY or DEMO</source>
   <translation>请选 PAPER、SHADOW、REPLAY 或 DEMO</translation>
  </message>
  <message>
   <source>the paper account already stands at {0}, {1} is over</source>
   <translation>模拟账户已到 {0}，{1} 已过</translation>
  </message>
  <message>
   <source>go on from there</source>
   <translation>请从那里继续</translation>
  </message>
  <message>
   <source>the executor has no constant {0} to edit</source>
   <translation>执行端没有常量 {0} 可改</translation>
  </message>
  <message>
   <source>terminal killed: {0}</source>
   <translation>终端被终止：{0}</translation>
  </message>
  <message>
   <source>the engine does not allow import {0}</source>
   <translation>引擎不允许导入 {0}</translation>
  </message>
  <message>
   <source>more than {0} timers: some would never fire</source>
   <translation>定时器多于 {0} 个：有的永远不会触发</translation>
  </message>
  <message>
   <source>before order {0}</source>
   <translation>第 {0:one} 笔委托之前</translation>
  </message>
  <message>
   <source>after order {0}</source>
   <translation>第 {0:one} 笔委托之后</translation>
  </message>
  <message>
   <source>sequence is {0}, expected '{1}'</source>
   <translation>序号是 {0}，应为 '{1}'</translation>
  </message>
  <message>
   <source>batch_id is {0}, expected a batch's name</source>
   <translation>batch_id 是 {0}，应为批次名称</translation>
  </message>
  <message>
   <source>{0} is {1}, expected a checksum or nothing</source>
   <translation>{0} 是 {1}，应为校验和或留空</translation>
  </message>
  <message>
   <source>expected one row saying accepted, partly or refused</source>
   <translation>应有一行写 accepted、partly 或 refused</translation>
  </message>
  <message>
   <source>a code in capitals</source>
   <translation>大写代号</translation>
  </message>
  <message>
   <source>accepted or refused</source>
   <translation>accepted 或 refused</translation>
  </message>
  <message>
   <source>OK where accepted, and a reason's code where refused</source>
   <translation>接受写 OK，拒绝写理由代号</translation>
  </message>
  <message>
   <source>each order once</source>
   <translation>每笔委托只出现一次</translation>
  </message>
  <message>
   <source>says {0} {1}, with {2} orders accepted, {3} refused</source>
   <translation>写着 {0:one} {1:one}，接受 {2:number} 笔，拒绝 {3:number} 笔</translation>
  </message>
  <message>
   <source>{0} does not exist</source>
   <translation>{0} 不存在</translation>
  </message>
  <message>
   <source>give the path of the downloaded file</source>
   <translation>请给出下载文件的路径</translation>
  </message>
  <message>
   <source>format {0}, expected one of {1}</source>
   <translation>格式 {0}，应为 {1} 之一</translation>
  </message>
  <message>
   <source>sequence {0}, expected 1…9</source>
   <translation>序号 {0}，应为 1…9</translation>
  </message>
  <message>
   <source>{0} has {1} bytes, at most {2} are read</source>
   <translation>{0} 有 {1:number} 字节，最多读 {2} 字节</translation>
  </message>
  <message>
   <source>export fewer days</source>
   <translation>请导出较少的天数</translation>
  </message>
  <message>
   <source>export the list again</source>
   <translation>请重新导出清单</translation>
  </message>
  <message>
   <source>{0} is neither UTF-8 nor GBK text</source>
   <translation>{0} 不是 UTF-8 或 GBK 文本</translation>
  </message>
  <message>
   <source>export the list as CSV or text, not as a workbook</source>
   <translation>请把清单导出为 CSV 或文本，不要用工作簿</translation>
  </message>
  <message>
   <source>{0} line {1} has no column {2}; it has {3}</source>
   <translation>{0} 第 {1:number} 行没有列 {2}；有的是 {3}</translation>
  </message>
  <message>
   <source>export the delivery list (交割单) with all its columns, fees included</source>
   <translation>请导出含全部列与费用的交割单</translation>
  </message>
  <message>
   <source>{0} has no header with {1} in its first {2} lines</source>
   <translation>{0} 前 {2} 行没有含 {1} 的表头</translation>
  </message>
  <message>
   <source>export the delivery list (交割单) with its header</source>
   <translation>请连同表头导出交割单</translation>
  </message>
  <message>
   <source>has {0} cells, one more is needed for {1}</source>
   <translation>有 {0:number} 格，还缺一格给 {1}</translation>
  </message>
  <message>
   <source>{0} is no number of shares</source>
   <translation>{0} 不是股数</translation>
  </message>
  <message>
   <source>a trade without money</source>
   <translation>有成交而无金额</translation>
  </message>
  <message>
   <source>{0} fen traded and {1} fen of fees do not explain {2} fen moved</source>
   <translation>成交 {0:number} 分和费用 {1:number} 分说明不了变动的 {2:number} 分</translation>
  </message>
  <message>
   <source>a fee of {0} is below zero</source>
   <translation>费用 {0} 小于零</translation>
  </message>
  <message>
   <source>{0} is {1}, finer than a fen</source>
   <translation>{0} 是 {1}，细于一分</translation>
  </message>
  <message>
   <source>{0} is {1}, expected a number</source>
   <translation>{0} 是 {1}，应为数字</translation>
  </message>
  <message>
   <source>{0} is {1}, expected a sum of money or shares</source>
   <translation>{0} 是 {1}，应为金额或股数</translation>
  </message>
  <message>
   <source>{0} is no A-share</source>
   <translation>{0} 不是 A 股</translation>
  </message>
  <message>
   <source>{0} line {1}: {2}</source>
   <translation>{0} 第 {1:number} 行：{2}</translation>
  </message>
  <message>
   <source>export the list from the broker's client again, unedited; nothing was posted</source>
   <translation>请从券商客户端重新导出未改动的清单；没有入账</translation>
  </message>
  <message>
   <source>{0}: row {1} cannot be read</source>
   <translation>{0}：第 {1} 行读不出</translation>
  </message>
  <message>
   <source>{0} cannot be read: {1}</source>
   <translation>{0} 无法读取：{1}</translation>
  </message>
  <message>
   <source>{0} {1}, expected {2}</source>
   <translation>{0:one} 为 {1}，应为{2}</translation>
  </message>
  <message>
   <source>a whole number not below {0}</source>
   <translation>不小于 {0:number} 的整数</translation>
  </message>
  <message>
   <source>a price above zero with at most 3 decimals</source>
   <translation>大于零、最多 3 位小数的价格</translation>
  </message>
  <message>
   <source>a price</source>
   <translation>价格</translation>
  </message>
  <message>
   <source>a code like 600000.SS</source>
   <translation>600000.SS 这样的代码</translation>
  </message>
  <message>
   <source>section {0} is missing</source>
   <translation>缺少节 {0}</translation>
  </message>
  <message>
   <source>columns {0}, expected {1}; missing: {2}</source>
   <translation>列为 {0}，应为 {1}；缺少：{2}</translation>
  </message>
  <message>
   <source>header {0} is missing</source>
   <translation>缺少表头 {0}</translation>
  </message>
  <message>
   <source>{0} {1}, the header says {2}</source>
   <translation>{0:one} {1:one}，表头写 {2}</translation>
  </message>
  <message>
   <source>trade_date {0}, expected a day like 20260105</source>
   <translation>trade_date 为 {0}，应为 20260105 这样的日期</translation>
  </message>
  <message>
   <source>{0} {1}, expected yuan with two decimals, not negative</source>
   <translation>{0:one} 为 {1}，应为两位小数、不小于零的元数</translation>
  </message>
  <message>
   <source>{0} is {1}, expected {2}</source>
   <translation>{0:one} 是 {1}，应为 {2}</translation>
  </message>
  <message>
   <source>has no whole row</source>
   <translation>没有一整行</translation>
  </message>
  <message>
   <source>{0} with {1} fields is no row of the executor</source>
   <translation>{0:one} 有 {1:number} 个字段，不是执行端的行</translation>
  </message>
  <message>
   <source>is of no day, or of several: {0}</source>
   <translation>没有日期，或有多个：{0}</translation>
  </message>
  <message>
   <source>{0} is no day</source>
   <translation>{0:one} 不是日期</translation>
  </message>
  <message>
   <source>{0} does not go on from {1} in the inbox: they are of two executors, or one was edited</source>
   <translation>{0} 接不上收件箱里的 {1}：来自两个执行端，或其一被改过</translation>
  </message>
  <message>
   <source>find out which is the account's own; {0}</source>
   <translation>请查明哪一个是本账户的；{0}</translation>
  </message>
  <message>
   <source>{0} is no batch</source>
   <translation>{0} 不是批次</translation>
  </message>
  <message>
   <source>orders file</source>
   <translation>委托文件</translation>
  </message>
  <message>
   <source>format {0}, expected {1}</source>
   <translation>格式 {0}，应为 {1}</translation>
  </message>
  <message>
   <source>not a batch of ours: {0}</source>
   <translation>不是我方批次：{0}</translation>
  </message>
  <message>
   <source>is not written as we write it: something in it could be read in two ways</source>
   <translation>不是我方的写法：其中有的可作两种理解</translation>
  </message>
  <message>
   <source>batch id {0}</source>
   <translation>批次编号 {0}</translation>
  </message>
  <message>
   <source>account tail {0}</source>
   <translation>账户末位 {0}</translation>
  </message>
  <message>
   <source>previous hash {0}</source>
   <translation>前一哈希 {0}</translation>
  </message>
  <message>
   <source>valid until {0}, expected HH:MM:SS</source>
   <translation>有效到 {0}，应为 HH:MM:SS</translation>
  </message>
  <message>
   <source>sequence {0}, expected 1…{1}</source>
   <translation>序号 {0}，应为 1…{1}</translation>
  </message>
  <message>
   <source>a client order id stands twice</source>
   <translation>有 client_order_id 出现两次</translation>
  </message>
  <message>
   <source>a symbol stands twice on one side</source>
   <translation>同一方向有股票出现两次</translation>
  </message>
  <message>
   <source>client order id {0}</source>
   <translation>client_order_id {0}</translation>
  </message>
  <message>
   <source>orders file of batch {0}: {1}</source>
   <translation>批次 {0:one} 的委托文件：{1}</translation>
  </message>
  <message>
   <source>correct what builds the batch</source>
   <translation>请修正生成批次的程序</translation>
  </message>
  <message>
   <source>{0} already holds another batch</source>
   <translation>{0} 已放着另一个批次</translation>
  </message>
  <message>
   <source>take the next sequence number</source>
   <translation>请用下一个序号</translation>
  </message>
  <message>
   <source>the outbox lies in {0}, outside the home: {1} reaches no terminal</source>
   <translation>发件箱在主目录之外的 {0}：{1} 不接任何终端</translation>
  </message>
  <message>
   <source>let ptrade and ptrade/outbox be plain folders of the home</source>
   <translation>请让 ptrade 和 ptrade/outbox 是主目录里的普通文件夹</translation>
  </message>
  <message>
   <source>with {0} buys in the batch</source>
   <translation>批次里有 {0} 笔买入</translation>
  </message>
  <message>
   <source>no orders file was written</source>
   <translation>没有写出委托文件</translation>
  </message>
  <message>
   <source>STOP says {0}: {1}</source>
   <translation>STOP 为 {0:one}：{1}</translation>
  </message>
  <message>
   <source>resume with a reason, then run the morning again</source>
   <translation>请写明理由恢复交易，再运行盘前任务</translation>
  </message>
  <message>
   <source>channel {0} has no terminal</source>
   <translation>通道 {0} 没有终端</translation>
  </message>
  <message>
   <source>package from a PAPER or a LIVE home</source>
   <translation>请从 PAPER 或 LIVE 主目录打包</translation>
  </message>
  <message>
   <source>execution.account_tail is {0}</source>
   <translation>execution.account_tail 是 {0}</translation>
  </message>
  <message>
   <source>set it to the last 4 to 20 digits of the account</source>
   <translation>请设为账号的末 4 到 20 位</translation>
  </message>
  <message>
   <source>the simulation account does not end in {0}</source>
   <translation>模拟账户不以 {0} 结尾</translation>
  </message>
  <message>
   <source>give the whole number, or correct execution.account_tail</source>
   <translation>请给完整账号，或改正 execution.account_tail</translation>
  </message>
  <message>
   <source>executor.max_order_yuan {0} is below sanity.max_order_yuan {1}: orders of this desk would be refused</source>
   <translation>executor.max_order_yuan {0:number} 低于 sanity.max_order_yuan {1:number}：本交易台的委托会被拒</translation>
  </message>
  <message>
   <source>raise the one or lower the other</source>
   <translation>请调高前者或调低后者</translation>
  </message>
  <message>
   <source>{0} would be {1}</source>
   <translation>{0:one} 会是 {1:one}</translation>
  </message>
  <message>
   <source>use letters, digits, dot, dash and underscore there</source>
   <translation>那里请只用字母、数字、点、横线和下划线</translation>
  </message>
  <message>
   <source>the executor has {0} lines that set {1}</source>
   <translation>执行端有 {0:number} 行设置 {1}</translation>
  </message>
  <message>
   <source>restore resources/ptrade/executor.py</source>
   <translation>请恢复 resources/ptrade/executor.py</translation>
  </message>
  <message>
   <source>is a link, expected a file</source>
   <translation>是链接，应为文件</translation>
  </message>
  <message>
   <source>cannot be read: it is a folder</source>
   <translation>无法读取：是文件夹</translation>
  </message>
  <message>
   <source>is a pipe or a device, expected a file</source>
   <translation>是管道或设备，应为文件</translation>
  </message>
  <message>
   <source>{0} bytes, expected at most {1}</source>
   <translation>{0:number} 字节，最多 {1:number} 字节</translation>
  </message>
  <message>
   <source>a batch id stands twice in {0}</source>
   <translation>{0} 中有批次编号出现两次</translation>
  </message>
  <message>
   <source>one of the header's {0}</source>
   <translation>表头 {0} 中的一个</translation>
  </message>
  <message>
   <source>at most the {0} ordered</source>
   <translation>最多为委托的 {0}</translation>
  </message>
  <message>
   <source>{0}, the state is FILLED</source>
   <translation>{0}，状态是全部成交</translation>
  </message>
  <message>
   <source>0, the state is {0}</source>
   <translation>0，状态是{0:state}</translation>
  </message>
  <message>
   <source>between 0 and {0}, the state is {1}</source>
   <translation>0 到 {0} 之间，状态是{1:state}</translation>
  </message>
  <message>
   <source>each fill of entrust {0} once</source>
   <translation>委托号 {0} 的每笔成交只出现一次</translation>
  </message>
  <message>
   <source>an order of this report</source>
   <translation>本报告中的委托</translation>
  </message>
  <message>
   <source>{0}, as the order says</source>
   <translation>{0}，与委托一致</translation>
  </message>
  <message>
   <source>not worse than the limit of {0}</source>
   <translation>不差于限价 {0}</translation>
  </message>
  <message>
   <source>a time of {0}</source>
   <translation>{0} 的时刻</translation>
  </message>
  <message>
   <source>each holding once</source>
   <translation>每项持仓只出现一次</translation>
  </message>
  <message>
   <source>at most the {0} held</source>
   <translation>最多为持有的 {0:number}</translation>
  </message>
  <message>
   <source>a price, not negative</source>
   <translation>不小于零的价格</translation>
  </message>
  <message>
   <source>bring the file from the PTrade research folder again, byte for byte; nothing was taken from this one</source>
   <translation>请把 PTrade 研究目录里的文件逐字节重新取来；这个文件什么也没收</translation>
  </message>
  <message>
   <source>a file to be written</source>
   <translation>要写的文件</translation>
  </message>
  <message>
   <source>{0} is no character</source>
   <translation>{0} 不是字符</translation>
  </message>
  <message>
   <source>correct what builds the file</source>
   <translation>请修正生成文件的程序</translation>
  </message>
  <message>
   <source>sha256 is {0}…, the header says {1}…</source>
   <translation>sha256 为 {0}…，表头写 {1}…</translation>
  </message>
  <message>
   <source>{0} after {1} rows</source>
   <translation>{1:number} 行之后是 {0:one}</translation>
  </message>
  <message>
   <source>neither UTF-8 nor GBK text</source>
   <translation>既不是 UTF-8 也不是 GBK 文本</translation>
  </message>
  <message>
   <source>the file is empty</source>
   <translation>文件是空的</translation>
  </message>
  <message>
   <source>control character {0}, which no field of ours has</source>
   <translation>控制字符 {0}，我方字段里不会有</translation>
  </message>
  <message>
   <source>header {0} stands twice</source>
   <translation>表头 {0} 出现两次</translation>
  </message>
  <message>
   <source>section {0} stands twice</source>
   <translation>节 {0} 出现两次</translation>
  </message>
  <message>
   <source>a section has no column line</source>
   <translation>有一节没有列名行</translation>
  </message>
  <message>
   <source>{0} fields, expected {1}</source>
   <translation>{0:number} 个字段，应为 {1:number} 个</translation>
  </message>
  <message>
   <source>{0} where a row was expected</source>
   <translation>该是一行的地方是 {0}</translation>
  </message>
  <message>
   <source>not a CSV row: {0}</source>
   <translation>不是 CSV 行：{0}</translation>
  </message>
  <message>
   <source>{0} would run in a spreadsheet</source>
   <translation>{0} 会被电子表格当公式运行</translation>
  </message>
  <message>
   <source>the STOP file cannot be read: {0}</source>
   <translation>STOP 文件无法读取：{0}</translation>
  </message>
  <message>
   <source>STOP is pressed to REDUCING or HALTED; to trade again, re-arm it</source>
   <translation>STOP 只能按成 REDUCING 或 HALTED；要恢复交易请解除</translation>
  </message>
  <message>
   <source>re-arming needs a name and a reason</source>
   <translation>解除须填姓名和理由</translation>
  </message>
  <message>
   <source>say who decided and why it is safe</source>
   <translation>请写明谁决定、为何安全</translation>
  </message>
  <message>
   <source>STOP now says {0} by {1}: {2}</source>
   <translation>STOP 现由 {1} 按为 {0:one}：{2}</translation>
  </message>
  <message>
   <source>look at it, then decide again</source>
   <translation>请看一看再决定</translation>
  </message>
  <message>
   <source>the STOP file is a link to nothing</source>
   <translation>STOP 文件指向不存在的文件</translation>
  </message>
  <message>
   <source>the folder {0} is not there</source>
   <translation>文件夹 {0} 不在</translation>
  </message>
  <message>
   <source>the folder {0} cannot be listed: {1}</source>
   <translation>文件夹 {0} 无法列出：{1}</translation>
  </message>
  <message>
   <source>{0} lies in its place</source>
   <translation>{0} 占了它的位置</translation>
  </message>
  <message>
   <source>no {0} file</source>
   <translation>没有 {0} 文件</translation>
  </message>
  <message>
   <source>{0} cannot be removed: {1}</source>
   <translation>{0} 无法删除：{1}</translation>
  </message>
  <message>
   <source>remove it by hand</source>
   <translation>请手工删除</translation>
  </message>
  <message>
   <source>{0}.history was not written: {1}</source>
   <translation>{0}.history 没有写出：{1}</translation>
  </message>
  <message>
   <source>an engine is running for this home: {0}</source>
   <translation>本主目录已有引擎在运行：{0}</translation>
  </message>
  <message>
   <source>`daybreak engine status` shows it, `daybreak engine stop` ends it</source>
   <translation>`daybreak engine status` 可看，`daybreak engine stop` 可结束</translation>
  </message>
  <message>
   <source>process {0}, since {1}</source>
   <translation>进程 {0}，自 {1} 起</translation>
  </message>
  <message>
   <source>memory.json holds no object</source>
   <translation>memory.json 里没有对象</translation>
  </message>
  <message>
   <source>in {0}; what was in that was cut</source>
   <translation>在 {0} 中；其中原有内容已剪去</translation>
  </message>
  <message>
   <source>… {0} bytes were cut out here: no log grows beyond {1} …</source>
   <translation>… 此处剪去 {0} 字节：日志不超过 {1} …</translation>
  </message>
  <message>
   <source>the value for {0} is empty</source>
   <translation>{0} 的值是空的</translation>
  </message>
  <message>
   <source>paste the secret itself</source>
   <translation>请粘贴密钥本身</translation>
  </message>
  <message>
   <source>{0} keeps secrets readable in a file</source>
   <translation>{0} 把密钥明文存在文件里</translation>
  </message>
  <message>
   <source>it forgot the value at once</source>
   <translation>它随即忘了该值</translation>
  </message>
  <message>
   <source>the system keyring holds no {0}</source>
   <translation>系统钥匙串里没有 {0}</translation>
  </message>
  <message>
   <source>there is nothing to remove</source>
   <translation>没有可移除的内容</translation>
  </message>
  <message>
   <source>the system keyring does not give {0} up: {1}</source>
   <translation>系统钥匙串没有移除 {0}：{1}</translation>
  </message>
  <message>
   <source>unlock the keyring and try again</source>
   <translation>请解锁钥匙串后重试</translation>
  </message>
  <message>
   <source>there is none</source>
   <translation>未找到</translation>
  </message>
  <message>
   <source>the credential file {0} cannot be read: {1}</source>
   <translation>凭据文件 {0} 无法读取：{1}</translation>
  </message>
  <message>
   <source>let systemd hand it over: LoadCredential= in the unit</source>
   <translation>请由 systemd 交付：在单元里写 LoadCredential=</translation>
  </message>
  <message>
   <source>it is locked</source>
   <translation>钥匙串已锁定</translation>
  </message>
  <message>
   <source>{0} is no name of a secret</source>
   <translation>{0} 不是密钥的名称</translation>
  </message>
  <message>
   <source>use lower-case letters, digits, - and _</source>
   <translation>请用小写字母、数字、- 和 _</translation>
  </message>
  <message>
   <source>the system keyring does not keep {0}: {1}</source>
   <translation>系统钥匙串没有保存 {0}：{1}</translation>
  </message>
  <message>
   <source>set the environment variable {0}, or hand it over with systemd's LoadCredential=</source>
   <translation>请设置环境变量 {0}，或由 systemd 的 LoadCredential= 交付</translation>
  </message>
  <message>
   <source>no alarm {0} stands</source>
   <translation>没有持续中的报警 {0}</translation>
  </message>
  <message>
   <source>`daybreak alarms list` shows those that do</source>
   <translation>`daybreak alarms list` 列出持续中的</translation>
  </message>
  <message>
   <source>an alarm begins with what was seen</source>
   <translation>报警从看到的情况开始</translation>
  </message>
  <message>
   <source>{0} is not a quarter</source>
   <translation>{0} 不是季度</translation>
  </message>
  <message>
   <source>write it as 2026Q3</source>
   <translation>请写成 2026Q3</translation>
  </message>
  <message>
   <source>{0} is there already</source>
   <translation>{0} 已经存在</translation>
  </message>
  <message>
   <source>name a new folder; an archive is never overwritten</source>
   <translation>请写新文件夹；归档从不覆盖</translation>
  </message>
  <message>
   <source>records of {0}</source>
   <translation>{0} 的记录</translation>
  </message>
  <message>
   <source>link {0} is another one in this home</source>
   <translation>链接 {0} 与本主目录的不同</translation>
  </message>
  <message>
   <source>{0} {1} is not what was written</source>
   <translation>{0:one} {1} 与写入时不同</translation>
  </message>
  <message>
   <source>`daybreak audit verify` shows what changed</source>
   <translation>`daybreak audit verify` 可看改动</translation>
  </message>
  <message>
   <source>{0} {1} is gone</source>
   <translation>{0:one} {1} 不见了</translation>
  </message>
  <message>
   <source>files of {0}</source>
   <translation>{0} 的文件</translation>
  </message>
  <message>
   <source>the archive cannot be read: {0}: {1}</source>
   <translation>归档无法读取：{0:one}: {1}</translation>
  </message>
  <message>
   <source>file inserted: {0}</source>
   <translation>插入了文件：{0}</translation>
  </message>
  <message>
   <source>file removed: {0}</source>
   <translation>删除了文件：{0}</translation>
  </message>
  <message>
   <source>file edited: {0}</source>
   <translation>改动了文件：{0}</translation>
  </message>
  <message>
   <source>link removed or out of order: {0}</source>
   <translation>链接被删除或次序不对：{0}</translation>
  </message>
  <message>
   <source>link edited: {0} ({1} {2})</source>
   <translation>改动了链接：{0}（{1:one} {2}）</translation>
  </message>
  <message>
   <source>link removed: the last is {0}, the manifest says {1}</source>
   <translation>链接被删除：最后是 {0}，清单写 {1}</translation>
  </message>
  <message>
   <source>row inserted: {0} {1} is linked twice</source>
   <translation>插入了行：{0:one} {1} 被链接两次</translation>
  </message>
  <message>
   <source>row inserted: {0}</source>
   <translation>插入了行：{0}</translation>
  </message>
  <message>
   <source>row edited: {0}</source>
   <translation>改动了行：{0}</translation>
  </message>
  <message>
   <source>row out of order: {0}</source>
   <translation>行的次序不对：{0}</translation>
  </message>
  <message>
   <source>row removed: {0} {1}</source>
   <translation>删除了行：{0:one} {1}</translation>
  </message>
  <message>
   <source>file removed: files/{0}/{1}</source>
   <translation>删除了文件：files/{0}/{1}</translation>
  </message>
  <message>
   <source>file edited: files/{0}/{1}</source>
   <translation>改动了文件：files/{0}/{1}</translation>
  </message>
  <message>
   <source>{0} fault(s); sha256 of {1}: {2}</source>
   <translation>{0:number} 处错误；{1} 的 sha256：{2}</translation>
  </message>
  <message>
   <source>break {0} cannot be resolved by {1} with reason {2}</source>
   <translation>差异 {0} 不能由 {1} 以理由 {2} 处理</translation>
  </message>
  <message>
   <source>say who decides, and why, in words</source>
   <translation>请用文字写明谁决定、为何</translation>
  </message>
  <message>
   <source>there is no open break {0}</source>
   <translation>没有未处理的差异 {0}</translation>
  </message>
  <message>
   <source>`daybreak breaks list` shows the open ones</source>
   <translation>`daybreak breaks list` 列出未处理的</translation>
  </message>
  <message>
   <source>the broker's cash of {0}</source>
   <translation>{0} 的券商现金</translation>
  </message>
  <message>
   <source>the account's value of {0}</source>
   <translation>{0} 的账户资产</translation>
  </message>
  <message>
   <source>the parity of {0}</source>
   <translation>{0} 的计划与成交</translation>
  </message>
  <message>
   <source>what was written is not what was posted: {0}</source>
   <translation>写入的与入账的不同：{0}</translation>
  </message>
  <message>
   <source>nothing was posted; report this</source>
   <translation>没有入账；请上报此事</translation>
  </message>
  <message>
   <source>resting point {0} after entry {1}: {2}</source>
   <translation>分录 {1} 之后的节点 {0}：{2}</translation>
  </message>
  <message>
   <source>resting point {0} names no entry</source>
   <translation>节点 {0} 没有写明分录</translation>
  </message>
  <message>
   <source>the figures in use: {0}</source>
   <translation>所用数字：{0}</translation>
  </message>
  <message>
   <source>batch {0} differs from {1} recorded as number {2} of {3}</source>
   <translation>批次 {0} 与记为 {3} 第 {2} 号的 {1} 不同</translation>
  </message>
  <message>
   <source>a recorded batch never changes; release further orders under the next sequence</source>
   <translation>已记录的批次不再改变；请用下一个序号放行后续委托</translation>
  </message>
  <message>
   <source>fill {0} of entrust {1} was {2}, now it is {3}</source>
   <translation>委托号 {1:one} 的成交 {0:one} 原是 {2}，现在是 {3}</translation>
  </message>
  <message>
   <source>a fill cannot change: check the report against the broker's terminal; nothing was recorded</source>
   <translation>成交不会改变：请把报告与券商终端核对；没有记录</translation>
  </message>
  <message>
   <source>order {0}</source>
   <translation>委托 {0:one}</translation>
  </message>
  <message>
   <source>{0} was already recorded by this run with other figures</source>
   <translation>本次运行已用其他数字记录过{0}</translation>
  </message>
  <message>
   <source>the file changed while the job was down: put the first one back, finish the run, then run again</source>
   <translation>任务停下时文件变了：请放回原文件，完成该运行，再重新运行</translation>
  </message>
  <message>
   <source>the source's answer was not converted to the dataset's columns; nothing was stored</source>
   <translation>数据源的答复没有转换成数据集的列；没有入库</translation>
  </message>
  <message>
   <source>{0}: {1} rows repeat a key, such as {2}</source>
   <translation>{0:dataset}：有 {1} 行主键重复，如 {2}</translation>
  </message>
  <message>
   <source>{0}: columns are {1}, missing {2}, foreign {3}, expected {4}</source>
   <translation>{0:dataset}：列为 {1}，缺少 {2}，多出 {3}，应为 {4}</translation>
  </message>
  <message>
   <source>{0}: column {1} holds {2}, expected {3}</source>
   <translation>{0:dataset}：列 {1} 是 {2}，应为 {3}</translation>
  </message>
  <message>
   <source>{0}: column {1} is empty in {2} rows</source>
   <translation>{0:dataset}：列 {1} 有 {2} 行是空的</translation>
  </message>
  <message>
   <source>{0}: column {1} holds infinity</source>
   <translation>{0:dataset}：列 {1} 含无穷大</translation>
  </message>
  <message>
   <source>the chain and every record</source>
   <translation>哈希链与全部记录</translation>
  </message>
  <message>
   <source>file edited</source>
   <translation>改动了文件</translation>
  </message>
  <message>
   <source>gone, or not the bytes stored</source>
   <translation>不见了，或不是当时存入的字节</translation>
  </message>
  <message>
   <source>link removed</source>
   <translation>删除了链接</translation>
  </message>
  <message>
   <source>the next link is number {0}</source>
   <translation>下一个链接是第 {0} 号</translation>
  </message>
  <message>
   <source>link edited</source>
   <translation>改动了链接</translation>
  </message>
  <message>
   <source>does not follow link {0}: {1} {2}</source>
   <translation>没有接在链接 {0} 之后：{1:one} {2}</translation>
  </message>
  <message>
   <source>links up to {0} were written, {1} is the last</source>
   <translation>写过到 {0} 的链接，最后却是 {1}</translation>
  </message>
  <message>
   <source>row inserted</source>
   <translation>插入了行</translation>
  </message>
  <message>
   <source>linked a second time as {0}</source>
   <translation>第二次链接为 {0}</translation>
  </message>
  <message>
   <source>no link names it</source>
   <translation>没有链接指向它</translation>
  </message>
  <message>
   <source>row edited</source>
   <translation>改动了行</translation>
  </message>
  <message>
   <source>does not say what it said when it was written</source>
   <translation>与写入时的内容不同</translation>
  </message>
  <message>
   <source>row removed</source>
   <translation>删除了行</translation>
  </message>
  <message>
   <source>its link is there, the row is not</source>
   <translation>链接还在，行不见了</translation>
  </message>
  <message>
   <source>the whole table is gone</source>
   <translation>整张表不见了</translation>
  </message>
  <message>
   <source>file removed</source>
   <translation>删除了文件</translation>
  </message>
  <message>
   <source>recorded, but not there</source>
   <translation>有记录，文件却不在</translation>
  </message>
  <message>
   <source>not the bytes that were recorded</source>
   <translation>不是记录时的字节</translation>
  </message>
  <message>
   <source>file inserted</source>
   <translation>插入了文件</translation>
  </message>
  <message>
   <source>no record names it</source>
   <translation>没有记录提到它</translation>
  </message>
  <message>
   <source>line edited</source>
   <translation>改动了一行日志</translation>
  </message>
  <message>
   <source>line inserted</source>
   <translation>插入了一行日志</translation>
  </message>
  <message>
   <source>line removed</source>
   <translation>删除了一行日志</translation>
  </message>
  <message>
   <source>every finished run leaves one</source>
   <translation>每次结束的运行都会留下一行</translation>
  </message>
  <message>
   <source>not JSON any more</source>
   <translation>已不是 JSON</translation>
  </message>
  <message>
   <source>says {0}, the records say {1}</source>
   <translation>写着{0:outcome}，记录却是{1:outcome}</translation>
  </message>
  <message>
   <source>{0} remembers another hash: the chain was written anew</source>
   <translation>{0} 记得另一个哈希：链被重写过</translation>
  </message>
  <message>
   <source>there is no correction #{0}</source>
   <translation>没有更正 #{0}</translation>
  </message>
  <message>
   <source>`daybreak data corrections` shows them</source>
   <translation>`daybreak data corrections` 可列出</translation>
  </message>
  <message>
   <source>correction #{0} was undone by #{1}</source>
   <translation>更正 #{0} 已被 #{1} 撤销</translation>
  </message>
  <message>
   <source>propose it anew if it is right</source>
   <translation>若它是对的，请重新提议</translation>
  </message>
  <message>
   <source>{0} proposed #{1}; data_source.corrections_by_two wants another person to confirm</source>
   <translation>{0} 提议了 #{1}；data_source.corrections_by_two 要求另一人确认</translation>
  </message>
  <message>
   <source>let somebody else confirm it</source>
   <translation>请由别人确认</translation>
  </message>
  <message>
   <source>{0} of {1} was {2} when #{3} was proposed, now it is {4}</source>
   <translation>提议 #{3} 时 {1} 的 {0} 是 {2}，现在是 {4}</translation>
  </message>
  <message>
   <source>look at the new value, then propose anew</source>
   <translation>请看新值，再重新提议</translation>
  </message>
  <message>
   <source>there is no proposal #{0}</source>
   <translation>没有提议 #{0}</translation>
  </message>
  <message>
   <source>proposal #{0} was {1} by {2}</source>
   <translation>提议 #{0} 已由 {2}处理：{1:decision}</translation>
  </message>
  <message>
   <source>propose anew</source>
   <translation>请重新提议</translation>
  </message>
  <message>
   <source>a correction of {0} has no {1}</source>
   <translation>{0} 的更正缺少 {1}</translation>
  </message>
  <message>
   <source>say the {0}</source>
   <translation>请写明 {0}</translation>
  </message>
  <message>
   <source>there is no dataset {0}</source>
   <translation>没有数据集 {0}</translation>
  </message>
  <message>
   <source>choose one of {0}</source>
   <translation>请从 {0} 中选一个</translation>
  </message>
  <message>
   <source>rows of {0} are not named by one ts_code</source>
   <translation>{0:dataset}的行不是按单个 ts_code 命名的</translation>
  </message>
  <message>
   <source>correct it at the source</source>
   <translation>请在源头改正</translation>
  </message>
  <message>
   <source>{0} cannot be corrected in {1}</source>
   <translation>{1} 里的 {0} 不能更正</translation>
  </message>
  <message>
   <source>{0} has no row of {1} on {2}</source>
   <translation>{0:dataset}没有 {1} 在 {2} 的行</translation>
  </message>
  <message>
   <source>check symbol and date; only stored rows</source>
   <translation>请核对代码和日期；只有已入库的行</translation>
  </message>
  <message>
   <source>{0}.{1} cannot be empty</source>
   <translation>{0:one}.{1} 不能为空</translation>
  </message>
  <message>
   <source>give a value</source>
   <translation>请给出值</translation>
  </message>
  <message>
   <source>{0} is no {1} for {2}.{3}</source>
   <translation>{0} 不是 {2:one}.{3} 要的 {1}</translation>
  </message>
  <message>
   <source>unit: {0}</source>
   <translation>单位：{0}</translation>
  </message>
  <message>
   <source>if another version wrote it, look with that version</source>
   <translation>若由别的版本写出，请用那个版本查看</translation>
  </message>
  <message>
   <source>SQLite {0} has the WAL-reset bug; 3.51.3 or newer is safe, keep backups of {1} until then</source>
   <translation>SQLite {0} 有 WAL 重置缺陷；3.51.3 及以上是安全的，在此之前请给 {1} 留备份</translation>
  </message>
  <message>
   <source>let this user write the home</source>
   <translation>请让此用户可写主目录</translation>
  </message>
  <message>
   <source>restore it from a backup, or move it away, start anew</source>
   <translation>请从备份恢复，或移走它重新开始</translation>
  </message>
  <message>
   <source>{0} cannot be opened: {1}</source>
   <translation>{0} 无法打开：{1}</translation>
  </message>
  <message>
   <source>{0} has schema {1}, this program knows {2}</source>
   <translation>{0} 的结构是 {1}，本程序认识 {2}</translation>
  </message>
  <message>
   <source>update the program, or use another --home</source>
   <translation>请更新程序，或换一个 --home</translation>
  </message>
  <message>
   <source>{0} is a new column</source>
   <translation>{0} 是新列</translation>
  </message>
  <message>
   <source>factor {0} changed: version {1} was {2}, is {3}</source>
   <translation>因子 {0:one} 变了：版本 {1:one} 原是 {2}，现在是 {3}</translation>
  </message>
  <message>
   <source>raise its version, so that values of both definitions stay apart</source>
   <translation>请提高其版本，使两种定义的值分开</translation>
  </message>
  <message>
   <source>{0} is declared no more: the column stays, nothing new goes in</source>
   <translation>{0} 已不再声明：列保留，不再写入</translation>
  </message>
  <message>
   <source>{0} cannot be written: {1}</source>
   <translation>{0} 无法写入：{1}</translation>
  </message>
  <message>
   <source>make room on the disk or let this user write there, then build again: it goes on where it stopped</source>
   <translation>请腾出磁盘空间或让此用户可写，再重新计算：会从中断处继续</translation>
  </message>
  <message>
   <source>delete it and run `daybreak factors build`</source>
   <translation>请删掉它再运行 `daybreak factors build`</translation>
  </message>
  <message>
   <source>give --author and --reason</source>
   <translation>请给出 --author 和 --reason</translation>
  </message>
  <message>
   <source>{0} has not tripped</source>
   <translation>{0:gate}没有触发</translation>
  </message>
  <message>
   <source>`daybreak gates list` shows what has</source>
   <translation>`daybreak gates list` 可看哪些已触发</translation>
  </message>
  <message>
   <source>batch {0}</source>
   <translation>批次 {0:one}</translation>
  </message>
  <message>
   <source>order {0} {1}</source>
   <translation>委托 {0:one} {1}</translation>
  </message>
  <message>
   <source>another command is working on {0}</source>
   <translation>另一个命令正在 {0} 上工作</translation>
  </message>
  <message>
   <source>wait until it ends and try again</source>
   <translation>请等它结束再试</translation>
  </message>
  <message>
   <source>a record names the line {0}…, it is not there</source>
   <translation>有记录提到 {0}… 这一行，它却不在</translation>
  </message>
  <message>
   <source>names no line before it, though earlier ones do</source>
   <translation>没有写明上一行，之前的却有</translation>
  </message>
  <message>
   <source>does not follow the line before it: one was edited, removed or put in</source>
   <translation>没有接在上一行之后：有一行被改动、删除或插入</translation>
  </message>
  <message>
   <source>edit it, raise its version and use --replace, or choose a name</source>
   <translation>请修改并提高版本、加 --replace，或换一个名称</translation>
  </message>
  <message>
   <source>{0}: not UTF-8 text</source>
   <translation>{0}：不是 UTF-8 文本</translation>
  </message>
  <message>
   <source>save it as UTF-8</source>
   <translation>请存为 UTF-8</translation>
  </message>
  <message>
   <source>let this user read it, or remove it</source>
   <translation>请让此用户可读，或删掉它</translation>
  </message>
  <message>
   <source>panels: another command laid them out anew, opening them again</source>
   <translation>面板：另一个命令已重新排布，正在重新打开</translation>
  </message>
  <message>
   <source>another command is laying the panels out</source>
   <translation>另一个命令正在排布面板</translation>
  </message>
  <message>
   <source>wait until it ends</source>
   <translation>请等它结束</translation>
  </message>
  <message>
   <source>the panels under {0} cannot be written: {1}</source>
   <translation>{0} 下的面板无法写入：{1}</translation>
  </message>
  <message>
   <source>make room on the disk or let this user write there; the folder may be deleted at any time</source>
   <translation>请腾出磁盘空间或让此用户可写；该文件夹随时可以删除</translation>
  </message>
  <message>
   <source>panels: not as they were left, laying them out anew</source>
   <translation>面板：与离开时不同，正在重新排布</translation>
  </message>
  <message>
   <source>panels: {0} is not as it was, laying out from {1}</source>
   <translation>面板：{0} 与原来不同，从 {1} 起重新排布</translation>
  </message>
  <message>
   <source>panels: anew, {0} names had bars before their first adj_factor</source>
   <translation>面板：重新排布，{0:number} 只股票在首个 adj_factor 之前就有日线</translation>
  </message>
  <message>
   <source>panels from {0} on</source>
   <translation>面板，自 {0} 起</translation>
  </message>
  <message>
   <source>no daily bars are stored</source>
   <translation>没有日线入库</translation>
  </message>
  <message>
   <source>`daybreak data pull` or `daybreak data import`</source>
   <translation>`daybreak data pull` 或 `daybreak data import`</translation>
  </message>
  <message>
   <source>there is no vendor revision #{0}</source>
   <translation>没有供应商修订 #{0}</translation>
  </message>
  <message>
   <source>`daybreak data revisions` shows them</source>
   <translation>`daybreak data revisions` 可列出</translation>
  </message>
  <message>
   <source>restore the snapshots folder from a backup</source>
   <translation>请从备份恢复 snapshots 文件夹</translation>
  </message>
  <message>
   <source>{0}/{1} is not an artifact's name</source>
   <translation>{0}/{1} 不是产物的名称</translation>
  </message>
  <message>
   <source>a replay of {0} writes no artifact of {1}</source>
   <translation>{0} 的回放不写 {1} 的产物</translation>
  </message>
  <message>
   <source>artifact {0} of run {1} is missing at {2}</source>
   <translation>运行 {1} 的产物 {0} 不在 {2}</translation>
  </message>
  <message>
   <source>restore the runs folder from a backup</source>
   <translation>请从备份恢复 runs 文件夹</translation>
  </message>
  <message>
   <source>there is no run {0}</source>
   <translation>没有运行 {0}</translation>
  </message>
  <message>
   <source>`daybreak status` lists the newest runs</source>
   <translation>`daybreak status` 列出最近的运行</translation>
  </message>
  <message>
   <source>{0} of {1} was changed by another process meanwhile</source>
   <translation>{1} 的{0:dataset}其间被另一进程改动</translation>
  </message>
  <message>
   <source>run it again</source>
   <translation>请再运行</translation>
  </message>
  <message>
   <source>{0} is stored one table at a time, not {1}</source>
   <translation>{0:dataset}一次存一张表，不是 {1:number} 张</translation>
  </message>
  <message>
   <source>{0} days from {1} to {2}</source>
   <translation>{1} 到 {2} 共 {0:number} 天</translation>
  </message>
  <message>
   <source>{0}: rows are dated {1}, expected {2}</source>
   <translation>{0:dataset}：行的日期是 {1}，应为 {2}</translation>
  </message>
  <message>
   <source>the source answered for another day</source>
   <translation>数据源答复的是另一天</translation>
  </message>
  <message>
   <source>run id {0} cannot stand in a file name</source>
   <translation>运行编号 {0} 不能写进文件名</translation>
  </message>
  <message>
   <source>ingest time {0} has no time zone</source>
   <translation>入库时间 {0} 没有时区</translation>
  </message>
  <message>
   <source>{0} did not take it: {1}</source>
   <translation>{0} 没有收下：{1}</translation>
  </message>
  <message>
   <source>the STOP file holds without it</source>
   <translation>没有它 STOP 文件照样有效</translation>
  </message>
  <message>
   <source>action {0} is none that is known</source>
   <translation>不认识动作 {0}</translation>
  </message>
  <message>
   <source>run `daybreak factors ic` again</source>
   <translation>请重新运行 `daybreak factors ic`</translation>
  </message>
  <message>
   <source>run `daybreak research labels` again</source>
   <translation>请重新运行 `daybreak research labels`</translation>
  </message>
  <message>
   <source>{0} cannot be read</source>
   <translation>{0} 无法读取</translation>
  </message>
  <message>
   <source>make room on the disk, or let this user write</source>
   <translation>请腾出磁盘空间，或让此用户可写</translation>
  </message>
  <message>
   <source>files of snapshots</source>
   <translation>快照文件</translation>
  </message>
  <message>
   <source>as_of {0} has no time zone</source>
   <translation>as_of {0} 没有时区</translation>
  </message>
  <message>
   <source>{0} has no column {1}</source>
   <translation>{0} 没有列 {1}</translation>
  </message>
  <message>
   <source>the trading calendar was never stored</source>
   <translation>交易日历从未入库</translation>
  </message>
  <message>
   <source>run `daybreak data pull` or `daybreak data import`</source>
   <translation>请运行 `daybreak data pull` 或 `daybreak data import`</translation>
  </message>
  <message>
   <source>{0} is no table of days</source>
   <translation>{0} 不是按日的表</translation>
  </message>
  <message>
   <source>{0}: a snapshot file cannot be read: {1}</source>
   <translation>{0:dataset}：有快照文件无法读取：{1}</translation>
  </message>
  <message>
   <source>{0} until {1}</source>
   <translation>{0}，到 {1} 为止</translation>
  </message>
  <message>
   <source>{0} is left alone{1} after {2} failures in a row; last: {3}</source>
   <translation>{0:one} 连续失败 {2:number} 次，暂停询问{1}；最后一次：{3}</translation>
  </message>
  <message>
   <source>stored data is used meanwhile; `daybreak data import` takes files by hand</source>
   <translation>其间用库存数据；`daybreak data import` 可手工导入文件</translation>
  </message>
  <message>
   <source>{0} is left alone after {1} failures in a row: {2}</source>
   <translation>{0:one} 连续失败 {1:number} 次，暂停询问：{2}</translation>
  </message>
  <message>
   <source>{0}: {1} in row {2} is {3}, expected {4}</source>
   <translation>{0:dataset}：第 {2:number} 行的 {1:one} 是 {3}，应为{4}</translation>
  </message>
  <message>
   <source>the source sent or the file holds something else than Tushare's format; correct it or change the source</source>
   <translation>数据源或文件不是 Tushare 的格式；请改正或换数据源</translation>
  </message>
  <message>
   <source>{0}: {1} is empty in row {2}, expected {3}</source>
   <translation>{0:dataset}：第 {2:number} 行的 {1:one} 是空的，应为{3}</translation>
  </message>
  <message>
   <source>supply the whole column or change the source</source>
   <translation>请补全整列或换数据源</translation>
  </message>
  <message>
   <source>a code like 600000.SH</source>
   <translation>600000.SH 这样的代码</translation>
  </message>
  <message>
   <source>a whole number</source>
   <translation>整数</translation>
  </message>
  <message>
   <source>a number</source>
   <translation>数字</translation>
  </message>
  <message>
   <source>a date like 20260105 ({0})</source>
   <translation>20260105 这样的日期（{0}）</translation>
  </message>
  <message>
   <source>there is no Tushare token</source>
   <translation>没有 Tushare 令牌</translation>
  </message>
  <message>
   <source>set the environment variable TUSHARE_TOKEN, or store `tushare_token` in the system keyring, or choose data_source.mode manual_csv or cache_only</source>
   <translation>请设置环境变量 TUSHARE_TOKEN，或把 `tushare_token` 存入系统钥匙串，或把 data_source.mode 设为 manual_csv 或 cache_only</translation>
  </message>
  <message>
   <source>{0}: columns {1} appear twice</source>
   <translation>{0:dataset}：列 {1} 出现两次</translation>
  </message>
  <message>
   <source>name each column once</source>
   <translation>每列请只写一次</translation>
  </message>
  <message>
   <source>{0}: column {1} is missing, found {2}</source>
   <translation>{0:dataset}：缺少列 {1}，有的是 {2}</translation>
  </message>
  <message>
   <source>supply Tushare's columns {0}</source>
   <translation>请提供 Tushare 的列 {0}</translation>
  </message>
  <message>
   <source>{0}: different rows share the key {1}</source>
   <translation>{0:dataset}：不同的行用了同一主键 {1}</translation>
  </message>
  <message>
   <source>ask the source which row is true; keep that one</source>
   <translation>请问数据源哪一行是真的；只留那一行</translation>
  </message>
  <message>
   <source>rate day</source>
   <translation>每日限频</translation>
  </message>
  <message>
   <source>rate hour</source>
   <translation>每小时限频</translation>
  </message>
  <message>
   <source>rate minute</source>
   <translation>每分钟限频</translation>
  </message>
  <message>
   <source>sleep to the next minute and ask again</source>
   <translation>等到下一分钟再问</translation>
  </message>
  <message>
   <source>leave the interface alone until the hour is over</source>
   <translation>这一小时内不再问该接口</translation>
  </message>
  <message>
   <source>leave the interface alone until the day is over</source>
   <translation>当天不再问该接口</translation>
  </message>
  <message>
   <source>never ask the interface again</source>
   <translation>永远不再问该接口</translation>
  </message>
  <message>
   <source>back off and ask again</source>
   <translation>退避后再问</translation>
  </message>
  <message>
   <source>give up this request</source>
   <translation>放弃这次请求</translation>
  </message>
  <message>
   <source>ask nothing more</source>
   <translation>什么都不再问</translation>
  </message>
  <message>
   <source>run again tomorrow, or lower data_source.rate_per_minute</source>
   <translation>请明天再运行，或调低 data_source.rate_per_minute</translation>
  </message>
  <message>
   <source>run again after the full hour, or set data_source.interface_rate_per_minute for it</source>
   <translation>请过了整点再运行，或为它设置 data_source.interface_rate_per_minute</translation>
  </message>
  <message>
   <source>lower data_source.rate_per_minute or data_source.interface_rate_per_minute</source>
   <translation>请调低 data_source.rate_per_minute 或 data_source.interface_rate_per_minute</translation>
  </message>
  <message>
   <source>the account lacks points or the purchase for this interface; ask the vendor</source>
   <translation>账户积分不足或没有购买该接口；请问供应商</translation>
  </message>
  <message>
   <source>set the token the vendor gave you: TUSHARE_TOKEN or the keyring</source>
   <translation>请设置供应商给的令牌：TUSHARE_TOKEN 或钥匙串</translation>
  </message>
  <message>
   <source>the token is used from too many addresses; stop the other machines</source>
   <translation>令牌在太多地址上使用；请停掉其他机器</translation>
  </message>
  <message>
   <source>run again later</source>
   <translation>请稍后再运行</translation>
  </message>
  <message>
   <source>read the vendor's words; the request or the account is wrong</source>
   <translation>请看供应商的原话；是请求或账户有误</translation>
  </message>
  <message>
   <source>{0}: the source refused with {1}: {2}</source>
   <translation>{0:one}：数据源拒绝，{1:one}：{2}</translation>
  </message>
  <message>
   <source>{0}: asked for {1}={2}, {3} rows are of {4}</source>
   <translation>{0:one}：问的是 {1:one}={2:one}，却有 {3:number} 行是 {4} 的</translation>
  </message>
  <message>
   <source>the source ignores {0}; use another source or import by hand</source>
   <translation>数据源不理会 {0}；请换数据源或手工导入</translation>
  </message>
  <message>
   <source>{0} of {1} is not stored and data_source.mode is {2}</source>
   <translation>{1} 的{0:dataset}没有入库，而 data_source.mode 是 {2}</translation>
  </message>
  <message>
   <source>`daybreak data import FOLDER` with a CSV or Parquet of {0} that holds {1}, or choose an online mode</source>
   <translation>用 `daybreak data import FOLDER` 导入含 {1} 的 {0} CSV 或 Parquet，或改用在线方式</translation>
  </message>
  <message>
   <source>{0}: pages have different fields: {1}</source>
   <translation>{0:one}：各页字段不同：{1}</translation>
  </message>
  <message>
   <source>{0}: the page at row {1} repeats an earlier one</source>
   <translation>{0:one}：第 {1:number} 行起的一页与前面重复</translation>
  </message>
  <message>
   <source>the source ignores `offset` and cannot give the whole table; use another source or import by hand</source>
   <translation>数据源不理会 `offset`，给不出整张表；请换数据源或手工导入</translation>
  </message>
  <message>
   <source>{0}: pages do not end after {1} rows</source>
   <translation>{0:one}：过了 {1:number} 行，页还没完</translation>
  </message>
  <message>
   <source>{0}: the source answered with a web page</source>
   <translation>{0:one}：数据源答复的是网页</translation>
  </message>
  <message>
   <source>check data_source.http_url and path_style</source>
   <translation>请检查 data_source.http_url 和 path_style</translation>
  </message>
  <message>
   <source>{0} characters that are no whole JSON document</source>
   <translation>{0:number} 个字符，不是完整的 JSON</translation>
  </message>
  <message>
   <source>no object at the top</source>
   <translation>顶层不是对象</translation>
  </message>
  <message>
   <source>no integer `code`</source>
   <translation>没有整数 `code`</translation>
  </message>
  <message>
   <source>no `data` object</source>
   <translation>没有 `data` 对象</translation>
  </message>
  <message>
   <source>`fields` that is no list of names</source>
   <translation>`fields` 不是名称的列表</translation>
  </message>
  <message>
   <source>a name twice in `fields`</source>
   <translation>`fields` 里有名称重复</translation>
  </message>
  <message>
   <source>`items` that is no list</source>
   <translation>`items` 不是列表</translation>
  </message>
  <message>
   <source>row {0} that does not have the {1} cells of `fields`</source>
   <translation>第 {0} 行的格数不是 `fields` 的 {1:number}</translation>
  </message>
  <message>
   <source>`has_more` that is not true or false</source>
   <translation>`has_more` 不是 true 或 false</translation>
  </message>
  <message>
   <source>{0}: the reply has {1}: {2}</source>
   <translation>{0:one}：答复有误，{1}：{2}</translation>
  </message>
  <message>
   <source>run again later; if it stays, the source does not speak the Tushare protocol</source>
   <translation>请稍后再运行；若仍如此，数据源不讲 Tushare 协议</translation>
  </message>
  <message>
   <source>amount/vol is outside [low, high]</source>
   <translation>amount/vol 超出 [low, high]</translation>
  </message>
  <message>
   <source>total_mv/total_share is no price in {0} yuan</source>
   <translation>total_mv/total_share 不是以 {0} 元计的价格</translation>
  </message>
  <message>
   <source>median total_share {0} is no share count</source>
   <translation>total_share 中位数 {0} 不像股数</translation>
  </message>
  <message>
   <source>{0}: unit trap, {1} in {2} rows, such as {3}</source>
   <translation>{0:dataset}：单位有误，{2:number} 行 {1}，如 {3}</translation>
  </message>
  <message>
   <source>the source must give vol and amount of a day in 手 and 千元, of an auction in 股 and 元, shares in 万股 and market values in 万元</source>
   <translation>数据源须以 手 和 千元 给日线量额，以 股 和 元 给竞价，以 万股 给股本，以 万元 给市值</translation>
  </message>
  <message>
   <source>{0}: HTTP {1} at {2}</source>
   <translation>{0:one}：HTTP {1:one}，地址 {2}</translation>
  </message>
  <message>
   <source>check data_source.http_url and path_style, or this source does not offer the interface</source>
   <translation>请检查 data_source.http_url 和 path_style，或此数据源没有该接口</translation>
  </message>
  <message>
   <source>{0}: HTTP 429, too many requests</source>
   <translation>{0:one}：HTTP 429，请求过多</translation>
  </message>
  <message>
   <source>lower data_source.rate_per_minute</source>
   <translation>请调低 data_source.rate_per_minute</translation>
  </message>
  <message>
   <source>{0}: HTTP {1} with bytes that are no UTF-8</source>
   <translation>{0:one}：HTTP {1}，字节不是 UTF-8</translation>
  </message>
  <message>
   <source>{0}: {1} talking to {2}</source>
   <translation>{0:one}：与 {2} 通信时 {1:one}</translation>
  </message>
  <message>
   <source>check the network and data_source.http_url, then run again</source>
   <translation>请检查网络和 data_source.http_url，再运行</translation>
  </message>
  <message>
   <source>{0}: the reply is larger than {1} bytes</source>
   <translation>{0:one}：答复大于 {1} 字节</translation>
  </message>
  <message>
   <source>no Tushare reply is that large; check data_source.http_url</source>
   <translation>Tushare 的答复不会这么大；请检查 data_source.http_url</translation>
  </message>
  <message>
   <source>{0}: the reply took longer than {1} s</source>
   <translation>{0:one}：答复用了超过 {1} 秒</translation>
  </message>
  <message>
   <source>raise data_source.timeout_s</source>
   <translation>请调高 data_source.timeout_s</translation>
  </message>
  <message>
   <source>{0}: HTTP {1}</source>
   <translation>{0:one}：HTTP {1}</translation>
  </message>
  <message>
   <source>run again later; if it stays, check data_source.http_url</source>
   <translation>请稍后再运行；若仍如此，请检查 data_source.http_url</translation>
  </message>
  <message>
   <source>data_source.http_url is no address</source>
   <translation>data_source.http_url 不是地址</translation>
  </message>
  <message>
   <source>write it as http://api.tushare.pro or https://host:port/path</source>
   <translation>请写成 http://api.tushare.pro 或 https://host:port/path</translation>
  </message>
  <message>
   <source>its heartbeat cannot be read</source>
   <translation>其心跳无法读取</translation>
  </message>
  <message>
   <source>no guard is watching: start `daybreak guard`</source>
   <translation>没有守护在看：请启动 `daybreak guard`</translation>
  </message>
  <message>
   <source>{0}; and {1} more</source>
   <translation>{0}；另有 {1} 项</translation>
  </message>
  <message>
   <source>priority {0} over {1}: expected 1 to 4 over at least one</source>
   <translation>优先级 {0}，数量 {1}：应为 1 到 4，且数量至少为一</translation>
  </message>
  <message>
   <source>an alarm begins by being raised, not {0}</source>
   <translation>报警应从“出现”开始，而不是 {0:alarm_move}</translation>
  </message>
  <message>
   <source>alarm {0}: {1}</source>
   <translation>报警 {0:one}：{1}</translation>
  </message>
  <message>
   <source>`daybreak alarms list` shows how each stands</source>
   <translation>`daybreak alarms list` 可看各条报警的状态</translation>
  </message>
  <message>
   <source>it is over</source>
   <translation>已经结束</translation>
  </message>
  <message>
   <source>that is another alarm</source>
   <translation>那是另一条报警</translation>
  </message>
  <message>
   <source>it needs a name and a reason</source>
   <translation>须填姓名和理由</translation>
  </message>
  <message>
   <source>it is shelved; take it off the shelf first</source>
   <translation>已搁置；请先取消搁置</translation>
  </message>
  <message>
   <source>it is acknowledged already</source>
   <translation>早已确认</translation>
  </message>
  <message>
   <source>it is shelved already</source>
   <translation>早已搁置</translation>
  </message>
  <message>
   <source>it needs a time in the future until when</source>
   <translation>须给出将来的截止时间</translation>
  </message>
  <message>
   <source>its time on the shelf is not over</source>
   <translation>搁置时间未到</translation>
  </message>
  <message>
   <source>it stands already</source>
   <translation>仍在持续</translation>
  </message>
  <message>
   <source>it has returned</source>
   <translation>已恢复</translation>
  </message>
  <message>
   <source>it has returned already</source>
   <translation>早已恢复</translation>
  </message>
  <message>
   <source>it is not shelved</source>
   <translation>没有搁置</translation>
  </message>
  <message>
   <source>orders with a blocking or a missing verdict cannot be approved</source>
   <translation>有被拦截或缺少风控结论的委托不能批准</translation>
  </message>
  <message>
   <source>{0} is not a date</source>
   <translation>{0} 不是日期</translation>
  </message>
  <message>
   <source>write it as 2026-01-05 or 20260105</source>
   <translation>请写成 2026-01-05 或 20260105</translation>
  </message>
  <message>
   <source>the calendar ends on {0}, no open day after {1}</source>
   <translation>交易日历只到 {0}，其后找不到 {1} 之后的交易日</translation>
  </message>
  <message>
   <source>pull trade_cal again</source>
   <translation>请重新拉取 trade_cal</translation>
  </message>
  <message>
   <source>the calendar starts on {0}, no open day before {1}</source>
   <translation>交易日历从 {0} 开始，找不到 {1} 之前的交易日</translation>
  </message>
  <message>
   <source>pull trade_cal</source>
   <translation>请拉取 trade_cal</translation>
  </message>
  <message>
   <source>the calendar leaves out days between {0} and {1}</source>
   <translation>交易日历在 {0} 与 {1} 之间缺日</translation>
  </message>
  <message>
   <source>{0} is outside the known calendar {1}…{2}</source>
   <translation>{0} 不在已知日历 {1}…{2} 之内</translation>
  </message>
  <message>
   <source>the calendar says nothing of {0}</source>
   <translation>交易日历没有 {0}</translation>
  </message>
  <message>
   <source>shares acquired on {0} cannot be sold on {1}</source>
   <translation>{0} 买入的股份不能在 {1} 卖出</translation>
  </message>
  <message>
   <source>nobody holds a share of the {0} fen to split</source>
   <translation>没有人持有可分摊这 {0:number} 分的股份</translation>
  </message>
  <message>
   <source>no entitlement for {0} shares at {1} yuan and {2} shares</source>
   <translation>{0} 股、每股 {1} 元、每股送 {2} 股，算不出权益</translation>
  </message>
  <message>
   <source>an entry of {0} ({1}) has no ref</source>
   <translation>{0} 的分录（{1}）没有编号</translation>
  </message>
  <message>
   <source>entry {0} is out of balance by {1} fen</source>
   <translation>分录 {0} 不平，差 {1:number} 分</translation>
  </message>
  <message>
   <source>entry {0} books {1} fen of securities in {2} but moves lots of {3} fen</source>
   <translation>分录 {0:one} 记了 {1} 分证券（{2}），批次成本却变动 {3} 分</translation>
  </message>
  <message>
   <source>{0} is not a finite amount</source>
   <translation>{0} 不是有限的金额</translation>
  </message>
  <message>
   <source>finished; nothing to do</source>
   <translation>已完成；无需处理</translation>
  </message>
  <message>
   <source>an unexpected error; read the message, then `daybreak status`</source>
   <translation>意外错误；请看提示，再运行 `daybreak status`</translation>
  </message>
  <message>
   <source>the exchange is closed that day; nothing was done</source>
   <translation>当日休市；什么也没做</translation>
  </message>
  <message>
   <source>not enough is published yet, or the home is in use; run again later</source>
   <translation>数据尚未公布齐全，或主目录正被占用；请稍后再运行</translation>
  </message>
  <message>
   <source>a gate refused; no orders file was written; read the verdicts</source>
   <translation>有风控项未通过；没有写出委托文件；请看风控结论</translation>
  </message>
  <message>
   <source>finished on cached data or with a part missing; read the report</source>
   <translation>用缓存数据完成，或缺了一部分；请看报告</translation>
  </message>
  <message>
   <source>something was sent and its result is not known; a person decides</source>
   <translation>已有东西发出而结果不明；须由人决定</translation>
  </message>
  <message>
   <source>settings or arguments are wrong; fix them and start again</source>
   <translation>设置或参数有误；改正后重新开始</translation>
  </message>
  <message>
   <source>{0} is no name for a scope of kind {1}</source>
   <translation>{0} 不是 {1} 类范围的名称</translation>
  </message>
  <message>
   <source>{0} is not a symbol like 600000.SH</source>
   <translation>{0} 不是 600000.SH 这样的代码</translation>
  </message>
  <message>
   <source>leave it out</source>
   <translation>请去掉它</translation>
  </message>
  <message>
   <source>{0} is not an A-share</source>
   <translation>{0} 不是 A 股</translation>
  </message>
  <message>
   <source>{0} is not a code PTrade writes</source>
   <translation>{0} 不是 PTrade 的代码写法</translation>
  </message>
  <message>
   <source>expected like 600000.SS or 000001.XSHE</source>
   <translation>应为 600000.SS 或 000001.XSHE 这样的写法</translation>
  </message>
  <message>
   <source>nobody heard: %s</source>
   <translation>无人接收：%s</translation>
  </message>
  <message>
   <source>handler {0} failed on {1}: {2}: {3}</source>
   <translation>处理程序 {0:one} 处理 {1:one} 时失败：{2:one}: {3}</translation>
  </message>
  <message>
   <source>{0} has no time zone, expected Asia/Shanghai</source>
   <translation>{0} 没有时区，应为 Asia/Shanghai</translation>
  </message>
  <message>
   <source>job {0} of {1}: {2}</source>
   <translation>{1:one} 的{0:kind}：{2}</translation>
  </message>
  <message>
   <source>{0} of {1} did not run</source>
   <translation>{1} 的{0:kind}没有运行</translation>
  </message>
  <message>
   <source>it ended {0}</source>
   <translation>以 {0:ending} 告终</translation>
  </message>
  <message>
   <source>it was given up, its data never came</source>
   <translation>已放弃，数据一直没来</translation>
  </message>
  <message>
   <source>{0} over {1} by {2}: {3}</source>
   <translation>{1} 处于 {0:one}，由 {2} 按下：{3}</translation>
  </message>
  <message>
   <source>nobody named</source>
   <translation>未署名</translation>
  </message>
  <message>
   <source>{0} of {1}: {2}</source>
   <translation>{1:one} 的 {0}：{2}</translation>
  </message>
  <message>
   <source>it ended in the middle, after {0}</source>
   <translation>中途中断，最后完成的步骤是{0:step}</translation>
  </message>
  <message>
   <source>it ended before its first step was done</source>
   <translation>第一步完成之前就中断了</translation>
  </message>
  <message>
   <source>no day's bars are in store</source>
   <translation>库里没有任何日线</translation>
  </message>
  <message>
   <source>the newest bars are of {0}, those of {1} are published</source>
   <translation>最新日线是 {0} 的，而 {1} 的已经公布</translation>
  </message>
  <message>
   <source>it ends on {0}</source>
   <translation>到 {0:one} 为止</translation>
  </message>
  <message>
   <source>left alone: {0}</source>
   <translation>暂停询问：{0}</translation>
  </message>
  <message>
   <source>no ack came while its orders were valid</source>
   <translation>委托有效期内没有收到回执</translation>
  </message>
  <message>
   <source>{0} rows of the journal of {1} cannot be read, the first is row {2}</source>
   <translation>{1} 的日志有 {0} 行读不出，第一处在第 {2} 行</translation>
  </message>
  <message>
   <source>{0} orders left and no Close has booked them</source>
   <translation>发出了 {0} 笔委托，还没有收盘任务入账</translation>
  </message>
  <message>
   <source>tripped on {0}</source>
   <translation>{0:one} 触发</translation>
  </message>
  <message>
   <source>{0} was to look at it by {1}</source>
   <translation>{0} 应在 {1:one} 前复核</translation>
  </message>
  <message>
   <source>last passed on {0}</source>
   <translation>上次通过是 {0:one}</translation>
  </message>
  <message>
   <source>STOP was never drilled</source>
   <translation>STOP 从未演练</translation>
  </message>
  <message>
   <source>at work</source>
   <translation>运行中</translation>
  </message>
  <message>
   <source>it died while {0}</source>
   <translation>它在 {0} 时中断</translation>
  </message>
  <message>
   <source>it promised a word every {0} s</source>
   <translation>它承诺每 {0} 秒报一次</translation>
  </message>
  <message>
   <source>less than {0} GiB are free</source>
   <translation>剩余空间不足 {0} GiB</translation>
  </message>
  <message>
   <source>{0} is gone</source>
   <translation>{0} 不见了</translation>
  </message>
  <message>
   <source>{0} is not what was stored</source>
   <translation>{0} 已不是当时存入的内容</translation>
  </message>
  <message>
   <source>batch {0} is not what was released; see `daybreak orders verify`</source>
   <translation>批次 {0} 与放行的不符；见 `daybreak orders verify`</translation>
  </message>
  <message>
   <source>executor {0}…</source>
   <translation>执行端 {0:one}…</translation>
  </message>
  <message>
   <source>an executor without package</source>
   <translation>一个未打包的执行端</translation>
  </message>
  <message>
   <source>batch {0} was answered by {1}, which execution.known_executors does not name: find out what runs in the terminal, then name its checksum</source>
   <translation>批次 {0:one} 由{1}回执，execution.known_executors 里没有它：先查明终端里运行的是什么，再登记其校验和</translation>
  </message>
  <message>
   <source>nobody knows what became of batch {0}: bring its ack with `daybreak inbox import`, or look into the terminal and decide with `daybreak orders decide {1}`</source>
   <translation>批次 {0} 结果不明：用 `daybreak inbox import` 导入回执，或到终端核实后用 `daybreak orders decide {1}` 认定</translation>
  </message>
  <message>
   <source>no ack of batch {0} within {1} s{2}</source>
   <translation>{1:number} 秒内没有批次 {0:one} 的回执{2}</translation>
  </message>
  <message>
   <source>{0} changed while it was read; run `daybreak inbox import {1}`</source>
   <translation>{0} 读取时被改动；请运行 `daybreak inbox import {1}`</translation>
  </message>
  <message>
   <source>{0} that can be believed: {1}</source>
   <translation>{0}，没有可信的：{1}</translation>
  </message>
  <message>
   <source>the executor accepted another file than batch {0}: {1} {2}…</source>
   <translation>执行端接受的不是批次 {0:one} 的文件：{1:one} {2:one}…</translation>
  </message>
  <message>
   <source>press STOP and find out who uploaded it</source>
   <translation>请按 STOP，查明是谁上传的</translation>
  </message>
  <message>
   <source>not packaged</source>
   <translation>未打包</translation>
  </message>
  <message>
   <source>the executor refused batch {0}: {1}, {2}</source>
   <translation>执行端拒绝批次 {0:one}：{1:one}，{2}</translation>
  </message>
  <message>
   <source>the executor took {0}: {1}</source>
   <translation>执行端接受了 {0}：{1}</translation>
  </message>
  <message>
   <source>batch {0} was decided not to have been sent, its ack says {1}</source>
   <translation>批次 {0} 已认定为未发出，回执却是{1:answer}</translation>
  </message>
  <message>
   <source>the day's report has it</source>
   <translation>见当日报告</translation>
  </message>
  <message>
   <source>no ack of batch {0}</source>
   <translation>批次 {0} 没有回执</translation>
  </message>
  <message>
   <source>the orders of run {0} cannot be read: {1}</source>
   <translation>运行 {0:one} 的委托无法读取：{1}</translation>
  </message>
  <message>
   <source>another version may have written them</source>
   <translation>可能由别的版本写出</translation>
  </message>
  <message>
   <source>orders of {0} are not booked: run its Close first, `daybreak run close --date {1}`</source>
   <translation>{0} 的委托尚未入账：先运行当日收盘，`daybreak run close --date {1}`</translation>
  </message>
  <message>
   <source>its rows do not give the hash it was released under</source>
   <translation>其内容算不出放行时的哈希</translation>
  </message>
  <message>
   <source>does not follow {0}</source>
   <translation>没有接在 {0} 之后</translation>
  </message>
  <message>
   <source>is number {0} of its day, expected {1}</source>
   <translation>是当日第 {0} 号，应为 {1}</translation>
  </message>
  <message>
   <source>the books do not know this file</source>
   <translation>账簿里没有这个文件</translation>
  </message>
  <message>
   <source>is not the file the books recorded</source>
   <translation>不是账簿记录的那个文件</translation>
  </message>
  <message>
   <source>outbox {0}</source>
   <translation>发件箱 {0:one}</translation>
  </message>
  <message>
   <source>the executor took a batch the books do not know</source>
   <translation>执行端接受了账簿里没有的批次</translation>
  </message>
  <message>
   <source>the executor took another file than was released</source>
   <translation>执行端接受的不是放行的文件</translation>
  </message>
  <message>
   <source>{0} is not in the inbox: fetch it from PTrade, or name it with --exec-report/--positions</source>
   <translation>收件箱里没有 {0}：请从 PTrade 取回，或用 --exec-report/--positions 指定</translation>
  </message>
  <message>
   <source>{0} changed while it was read; run Close again</source>
   <translation>{0} 读取时被改动；请重新运行收盘</translation>
  </message>
  <message>
   <source>positions are marked at the broker's last price</source>
   <translation>持仓按券商最新价估值</translation>
  </message>
  <message>
   <source>{0} open break(s) block the next Morning: {1}; see `daybreak breaks list`</source>
   <translation>{0:number} 项未处理差异会阻止下一次盘前任务：{1}；见 `daybreak breaks list`</translation>
  </message>
  <message>
   <source>there is no entry {0}</source>
   <translation>没有分录 {0}</translation>
  </message>
  <message>
   <source>`daybreak ledger entries` shows them with their refs</source>
   <translation>`daybreak ledger entries` 列出各分录及编号</translation>
  </message>
  <message>
   <source>{0} was taken back before</source>
   <translation>{0} 此前已冲回</translation>
  </message>
  <message>
   <source>`daybreak ledger entries` shows by whom and why</source>
   <translation>`daybreak ledger entries` 可看由谁、为何</translation>
  </message>
  <message>
   <source>reverse {0}</source>
   <translation>冲回 {0:one}</translation>
  </message>
  <message>
   <source>an entry by hand needs a name and a reason</source>
   <translation>手工分录须填姓名和理由</translation>
  </message>
  <message>
   <source>{0} was entered before</source>
   <translation>{0} 此前已录入</translation>
  </message>
  <message>
   <source>reverse it first if it is wrong</source>
   <translation>若有误，请先冲回</translation>
  </message>
  <message>
   <source>the list has no trades</source>
   <translation>清单里没有成交</translation>
  </message>
  <message>
   <source>export the delivery list (交割单) of the days to be trued up</source>
   <translation>请导出要核对费用的那几日的交割单</translation>
  </message>
  <message>
   <source>{0} misfit(s) became breaks, first: {1}</source>
   <translation>{0:number} 处不符转为差异，第一处：{1}</translation>
  </message>
  <message>
   <source>not done</source>
   <translation>未完成</translation>
  </message>
  <message>
   <source>no bars to trade {0} on: {1}</source>
   <translation>{0} 没有可交易的日线：{1}</translation>
  </message>
  <message>
   <source>run again when they are stored</source>
   <translation>入库后再运行</translation>
  </message>
  <message>
   <source>{0} open</source>
   <translation>{0:number} 项未处理</translation>
  </message>
  <message>
   <source>not asked</source>
   <translation>未询问</translation>
  </message>
  <message>
   <source>all pass</source>
   <translation>全部通过</translation>
  </message>
  <message>
   <source>a decision needs a name and a reason</source>
   <translation>认定须填姓名和理由</translation>
  </message>
  <message>
   <source>there is no batch {0}</source>
   <translation>没有批次 {0}</translation>
  </message>
  <message>
   <source>`daybreak orders list` shows them</source>
   <translation>`daybreak orders list` 可列出</translation>
  </message>
  <message>
   <source>{0} has told already: {1} {2}</source>
   <translation>{0:one} 已经答复：{1:answer} {2}</translation>
  </message>
  <message>
   <source>nothing is left to decide</source>
   <translation>没有需要认定的了</translation>
  </message>
  <message>
   <source>batch {0} {1}</source>
   <translation>批次 {0:one} {1:answer}</translation>
  </message>
  <message>
   <source>a memory budget of {0} MB is too small</source>
   <translation>内存预算 {0} MB 太小</translation>
  </message>
  <message>
   <source>give at least {0}MB</source>
   <translation>至少给 {0:number}MB</translation>
  </message>
  <message>
   <source>from {0} to {1}</source>
   <translation>{0:one} 到 {1:one}</translation>
  </message>
  <message>
   <source>the first</source>
   <translation>第一天</translation>
  </message>
  <message>
   <source>the last</source>
   <translation>最后一天</translation>
  </message>
  <message>
   <source>no bars are stored {0}</source>
   <translation>{0}没有日线入库</translation>
  </message>
  <message>
   <source>stored are {0} to {1}</source>
   <translation>已入库的是 {0} 到 {1}</translation>
  </message>
  <message>
   <source>factors of {0}</source>
   <translation>{0} 的因子</translation>
  </message>
  <message>
   <source>reading the bars</source>
   <translation>正在读取日线</translation>
  </message>
  <message>
   <source>no bars are stored from {0} to {1}</source>
   <translation>{0} 到 {1} 没有日线入库</translation>
  </message>
  <message>
   <source>{0}; first the kernels are compiled, once for this version</source>
   <translation>{0}；先编译内核，每个版本一次</translation>
  </message>
  <message>
   <source>factors and their IC{0}</source>
   <translation>因子及其 IC{0}</translation>
  </message>
  <message>
   <source>factors and their IC {0}</source>
   <translation>因子及其 IC {0}</translation>
  </message>
  <message>
   <source>no bars of {0} trading day(s), the first {1}: lookbacks and labels would be wrong</source>
   <translation>有 {0:number} 个交易日没有日线，第一个是 {1}：回看与标签会出错</translation>
  </message>
  <message>
   <source>`daybreak data pull --from … --to …` over the gap, or choose a span after it</source>
   <translation>用 `daybreak data pull --from … --to …` 补上缺口，或选缺口之后的区间</translation>
  </message>
  <message>
   <source>FLATTEN {0}</source>
   <translation>FLATTEN {0}</translation>
  </message>
  <message>
   <source>{0} is not {1}; nothing is sold</source>
   <translation>{0} 不是 {1}；没有卖出</translation>
  </message>
  <message>
   <source>type the phrase exactly</source>
   <translation>请一字不差地输入确认语</translation>
  </message>
  <message>
   <source>flatten: {0}</source>
   <translation>清仓：{0}</translation>
  </message>
  <message>
   <source>Night of {0} has not finished: no names, no closes</source>
   <translation>{0} 的夜间任务未完成：没有名单，也没有收盘价</translation>
  </message>
  <message>
   <source>flatten {0} by {1}: {2}</source>
   <translation>{1:one} 要求清仓 {0}：{2}</translation>
  </message>
  <message>
   <source>file {0}</source>
   <translation>文件 {0:one}</translation>
  </message>
  <message>
   <source>a SHADOW desk takes in nothing from outside</source>
   <translation>SHADOW 交易台不接收外来文件</translation>
  </message>
  <message>
   <source>take the file in at the desk that trades</source>
   <translation>请在真正交易的交易台导入该文件</translation>
  </message>
  <message>
   <source>the Close of {0} has booked exactly this</source>
   <translation>{0} 的收盘已按此入账</translation>
  </message>
  <message>
   <source>the Close of {0} has booked another; {1}</source>
   <translation>{0:one} 的收盘入账的是另一份；{1}</translation>
  </message>
  <message>
   <source>it lies in the inbox already</source>
   <translation>已在收件箱</translation>
  </message>
  <message>
   <source>another one lay in the inbox, it is kept in the archive</source>
   <translation>收件箱里原是另一份，已移入归档</translation>
  </message>
  <message>
   <source>batch {0}: {1} {2} {3}</source>
   <translation>批次 {0:one}：{1:answer} {2:one} {3}</translation>
  </message>
  <message>
   <source>{0}; an earlier answer is kept in the archive</source>
   <translation>{0}；较早的回执已移入归档</translation>
  </message>
  <message>
   <source>{0}: the executor took another file as batch {1} than was released</source>
   <translation>{0:one}：执行端作为批次 {1} 接受的不是放行的文件</translation>
  </message>
  <message>
   <source>{0}: no batch {1} was released from this home</source>
   <translation>{0:one}：本主目录没有放行过批次 {1}</translation>
  </message>
  <message>
   <source>find out which home's journal this is</source>
   <translation>请查明这是哪个主目录的日志</translation>
  </message>
  <message>
   <source>the inbox has all of it already</source>
   <translation>收件箱里已全部都有</translation>
  </message>
  <message>
   <source>{0} orders answered, {1} of them rejected</source>
   <translation>{0:number} 笔委托有回执，其中 {1} 笔废单</translation>
  </message>
  <message>
   <source>batches taken: {0}; {1}</source>
   <translation>接受的批次：{0}；{1}</translation>
  </message>
  <message>
   <source>batches taken: {0}</source>
   <translation>接受的批次：{0}</translation>
  </message>
  <message>
   <source>{0} lines differ, first {1}</source>
   <translation>有 {0:number} 行不同，第一行：{1}</translation>
  </message>
  <message>
   <source>{0} lines differ</source>
   <translation>有 {0:number} 行不同</translation>
  </message>
  <message>
   <source>has batches no file of ours contains: {0}; Close will make breaks of their orders</source>
   <translation>含有我方文件都没有的批次：{0}；收盘会把其委托列为差异</translation>
  </message>
  <message>
   <source>of {0}, batch {1}</source>
   <translation>{0:one} 的，批次 {1}</translation>
  </message>
  <message>
   <source>of {0}</source>
   <translation>{0:one} 的</translation>
  </message>
  <message>
   <source>{0}: no batch number {1} of {2} was released from this home</source>
   <translation>{0:one}：本主目录没有放行过 {2:one} 的第 {1} 号批次</translation>
  </message>
  <message>
   <source>find out which home's answer this is</source>
   <translation>请查明这是哪个主目录的回执</translation>
  </message>
  <message>
   <source>labels of every horizon</source>
   <translation>各期限的标签</translation>
  </message>
  <message>
   <source>leak lab: {0} factors</source>
   <translation>泄漏检查：{0:number} 个因子</translation>
  </message>
  <message>
   <source>{0} has tripped: {1} fen against {2} fen; buys wait for a person</source>
   <translation>{0:gate}已触发：{1:number} 分，对照 {2:number} 分；买入须等人解除</translation>
  </message>
  <message>
   <source>{0} has lost its copies of the reports</source>
   <translation>{0} 丢失了当时存下的回报副本</translation>
  </message>
  <message>
   <source>the call auction of {0} ends at {1}</source>
   <translation>{0} 的集合竞价 {1} 结束</translation>
  </message>
  <message>
   <source>not published for {0}: {1}</source>
   <translation>{0:one} 的数据尚未公布：{1}</translation>
  </message>
  <message>
   <source>no plan: Night of {0} has not finished; run it first</source>
   <translation>没有计划：{0} 的夜间任务未完成；请先运行它</translation>
  </message>
  <message>
   <source>batch {0} was released already: the day has its orders</source>
   <translation>批次 {0} 早已放行：当日已有委托</translation>
  </message>
  <message>
   <source>STOP holds back {0}</source>
   <translation>STOP 扣住了 {0}</translation>
  </message>
  <message>
   <source>{0} buys dropped, {1}</source>
   <translation>去掉 {0:number} 笔买入，{1}</translation>
  </message>
  <message>
   <source>nothing to order</source>
   <translation>没有要下的委托</translation>
  </message>
  <message>
   <source>the file of batch {0} was released and has left the outbox</source>
   <translation>批次 {0} 的文件已放行，并已离开发件箱</translation>
  </message>
  <message>
   <source>never send it again</source>
   <translation>切勿重发</translation>
  </message>
  <message>
   <source>the orders file was written too slowly: {0}</source>
   <translation>委托文件写得太慢：{0}</translation>
  </message>
  <message>
   <source>look at the disk, and leave the day</source>
   <translation>请检查磁盘，当日不再下单</translation>
  </message>
  <message>
   <source>the clock went back to {0}: orders of {1} are released from {2}</source>
   <translation>时钟倒退到 {0}：{1} 的委托从 {2} 起才放行</translation>
  </message>
  <message>
   <source>it is {0}, orders of {1} could be released until {2}</source>
   <translation>现在是 {0}，{1} 的委托只能在 {2} 之前放行</translation>
  </message>
  <message>
   <source>{0}: {1} rows on {2}, {3} on {4}</source>
   <translation>{0:dataset}：{2} 有 {1} 行，{4} 有 {3} 行</translation>
  </message>
  <message>
   <source>{0} anomalous rows on {1}, more than {2}</source>
   <translation>{1} 有 {0} 行异常，超过 {2}</translation>
  </message>
  <message>
   <source>compiling the factor kernels, once for this version: about half a minute</source>
   <translation>正在编译因子内核，每个版本一次：约半分钟</translation>
  </message>
  <message>
   <source>{0} sees the future: it does not score; see `daybreak factors leakcheck --factor {1}`</source>
   <translation>{0} 用到了未来数据：不参与打分；见 `daybreak factors leakcheck --factor {1}`</translation>
  </message>
  <message>
   <source>no trading day known up to {0}</source>
   <translation>截至 {0} 没有已知的交易日</translation>
  </message>
  <message>
   <source>no Morning ran</source>
   <translation>没有运行盘前任务</translation>
  </message>
  <message>
   <source>Morning: {0} {1}</source>
   <translation>盘前：{0:outcome} {1}</translation>
  </message>
  <message>
   <source>{0}: pull {1} {2}</source>
   <translation>{0:one}：拉取 {1:one} {2:one}</translation>
  </message>
  <message>
   <source>{0} of {1} came back changed; `daybreak data revisions` has the counts</source>
   <translation>{1} 的{0:dataset}有改动；`daybreak data revisions` 可看数量</translation>
  </message>
  <message>
   <source>{0} of {1} is not published before {2}</source>
   <translation>{1} 的{0:dataset} {2} 才公布</translation>
  </message>
  <message>
   <source>run again after that</source>
   <translation>之后再运行</translation>
  </message>
  <message>
   <source>{0} of {1} has {2} rows, {3} had {4}; ready from {5}</source>
   <translation>{1} 的{0:dataset}有 {2:number} 行，{3} 有 {4} 行；达到 {5} 才算就绪</translation>
  </message>
  <message>
   <source>run again when the vendor has published</source>
   <translation>供应商公布后再运行</translation>
  </message>
  <message>
   <source>the trading calendar ends on {0}, {1} days from {2}</source>
   <translation>交易日历只到 {0}，距 {2} 还有 {1} 天</translation>
  </message>
  <message>
   <source>the trading calendar was never stored{0}</source>
   <translation>从未存储过交易日历{0}</translation>
  </message>
  <message>
   <source>`daybreak data import`</source>
   <translation>`daybreak data import`</translation>
  </message>
  <message>
   <source>release {0}</source>
   <translation>解除 {0:gate}</translation>
  </message>
  <message>
   <source>the replay</source>
   <translation>回放</translation>
  </message>
  <message>
   <source>the original</source>
   <translation>原运行</translation>
  </message>
  <message>
   <source>only {0} left it</source>
   <translation>只有{0}留下了它</translation>
  </message>
  <message>
   <source>{0} ({1}) became {2} ({3})</source>
   <translation>{0:outcome}（{1}）变成{2:outcome}（{3}）</translation>
  </message>
  <message>
   <source>byte {0} (line {1}): {2} became {3}</source>
   <translation>第 {0} 字节（第 {1} 行）：{2} 变成 {3}</translation>
  </message>
  <message>
   <source>{0} is not allowed for {1}</source>
   <translation>{1:break}不允许“{0:break_action}”</translation>
  </message>
  <message>
   <source>break #{0} allows {1}</source>
   <translation>差异 #{0} 允许 {1}</translation>
  </message>
  <message>
   <source>a stated trade belongs to adopt_trade, and only to it</source>
   <translation>注明的成交只能、也必须配 adopt_trade</translation>
  </message>
  <message>
   <source>give --side, --shares, --price</source>
   <translation>请给出 --side、--shares、--price</translation>
  </message>
  <message>
   <source>a day to wait for belongs to wait, and only to it</source>
   <translation>等待的日期只能、也必须配 wait</translation>
  </message>
  <message>
   <source>give --until with --action wait</source>
   <translation>--action wait 请同时给出 --until</translation>
  </message>
  <message>
   <source>an entry to take back belongs to reverse, and only to it</source>
   <translation>要冲回的分录只能、也必须配 reverse</translation>
  </message>
  <message>
   <source>give --entry REF</source>
   <translation>请给出 --entry REF</translation>
  </message>
  <message>
   <source>break #{0} cannot be explained away: {1}</source>
   <translation>差异 #{0:one} 不能用说明了结：{1}</translation>
  </message>
  <message>
   <source>adopt a figure, or wait for it</source>
   <translation>请采用某个数字，或等待</translation>
  </message>
  <message>
   <source>{0} is no trading day after {1}</source>
   <translation>{0} 不是 {1} 之后的交易日</translation>
  </message>
  <message>
   <source>name the day the figure should have arrived</source>
   <translation>请写明这个数字应到的日子</translation>
  </message>
  <message>
   <source>{0} is {1} trading days away, reconciliation.max_wait_days is {2}</source>
   <translation>{0:one} 还有 {1:number} 个交易日，reconciliation.max_wait_days 是 {2}</translation>
  </message>
  <message>
   <source>wait for an earlier day, then decide again</source>
   <translation>请等一个更早的日子，到时再决定</translation>
  </message>
  <message>
   <source>{0} fen is more than reconciliation.write_off_limit_yuan of {1} yuan</source>
   <translation>{0} 分超过 reconciliation.write_off_limit_yuan 的 {1:number} 元</translation>
  </message>
  <message>
   <source>find out what it is, then adopt the broker's figure</source>
   <translation>先查明原因，再采用券商的数字</translation>
  </message>
  <message>
   <source>cash still differs by {0} fen</source>
   <translation>现金仍差 {0} 分</translation>
  </message>
  <message>
   <source>the account is marked at {0} fen, the broker states {1} fen</source>
   <translation>账户估值 {0} 分，券商报 {1:number} 分</translation>
  </message>
  <message>
   <source>shares of {0} still differ by {1}</source>
   <translation>{0} 的股数仍差 {1}</translation>
  </message>
  <message>
   <source>there is no entry {0} up to {1}</source>
   <translation>截至 {1} 没有分录 {0}</translation>
  </message>
  <message>
   <source>`daybreak ledger entries` shows them</source>
   <translation>`daybreak ledger entries` 可列出</translation>
  </message>
  <message>
   <source>taking {0} back moves {1}, break #{2} is about {3}</source>
   <translation>冲回 {0:one} 会变动 {1}，而差异 #{2} 是 {3}</translation>
  </message>
  <message>
   <source>reverse the entry that caused it, or adopt a figure</source>
   <translation>请冲回造成差异的那笔分录，或采用某个数字</translation>
  </message>
  <message>
   <source>no broker figures of {0} to adopt</source>
   <translation>没有 {0} 的券商数字可采用</translation>
  </message>
  <message>
   <source>import real_positions first</source>
   <translation>请先导入 real_positions</translation>
  </message>
  <message>
   <source>there is no open break #{0}</source>
   <translation>没有未处理的差异 #{0}</translation>
  </message>
  <message>
   <source>`daybreak breaks list` shows them</source>
   <translation>`daybreak breaks list` 可列出</translation>
  </message>
  <message>
   <source>STOP cannot be read: {0}</source>
   <translation>STOP 无法读取：{0}</translation>
  </message>
  <message>
   <source>{0} would press {1} again: {2}</source>
   <translation>{0} 会再次按下 {1:one}：{2}</translation>
  </message>
  <message>
   <source>{0} died while {1}: run it again, or the guard presses again</source>
   <translation>{0:one} 在 {1} 时中断：请再运行它，否则守护会再次按下</translation>
  </message>
  <message>
   <source>the next Morning is not known: {0}</source>
   <translation>不知道下一次盘前任务：{0}</translation>
  </message>
  <message>
   <source>is blocked by {0} open break(s): `daybreak breaks list`</source>
   <translation>被 {0:number} 项未处理差异拦住：`daybreak breaks list`</translation>
  </message>
  <message>
   <source>is blocked until Close of {0} has settled</source>
   <translation>在 {0} 的收盘结清之前被拦住</translation>
  </message>
  <message>
   <source>the Morning of {0} {1}</source>
   <translation>{0:one} 的盘前任务{1}</translation>
  </message>
  <message>
   <source>has no plan until Night of {0} has run</source>
   <translation>在 {0} 的夜间运行之前没有计划</translation>
  </message>
  <message>
   <source>finds no plan from {0}</source>
   <translation>找不到 {0} 的计划</translation>
  </message>
  <message>
   <source>would order from the plan of {0}: {1} names, buys and sells</source>
   <translation>会按 {0} 的计划下单：买卖共 {1:number} 只</translation>
  </message>
  <message>
   <source>{0}; traded {1}</source>
   <translation>{0}；已交易 {1}</translation>
  </message>
  <message>
   <source>{0}: {1} of {2} planned names{3}</source>
   <translation>{0:one}：计划的 {2:number} 只中有 {1:number} 只{3}</translation>
  </message>
  <message>
   <source>the beginning</source>
   <translation>最早</translation>
  </message>
  <message>
   <source>`daybreak data pull` or `daybreak data import` first, or name another span</source>
   <translation>请先运行 `daybreak data pull` 或 `daybreak data import`，或换一个区间</translation>
  </message>
  <message>
   <source>checking {0} against the rulebook</source>
   <translation>正在按规则手册核对 {0} 年</translation>
  </message>
  <message>
   <source>this home's books are of channel {0}, execution.channel is {1}</source>
   <translation>本主目录账簿的通道是 {0}，execution.channel 是 {1}</translation>
  </message>
  <message>
   <source>make a home of its own with `daybreak init --channel {0}`, or set the channel back</source>
   <translation>用 `daybreak init --channel {0}` 另建主目录，或把通道改回来</translation>
  </message>
  <message>
   <source>{0} goes on with another {1} than it began with</source>
   <translation>{0:one} 接着运行时，{1} 与开始时不同</translation>
  </message>
  <message>
   <source>the report was not written: {0}: {1}</source>
   <translation>报告没有写出：{0:one}: {1}</translation>
  </message>
  <message>
   <source>{0} is paused: `daybreak engine resume {1}` first</source>
   <translation>{0:kind}已暂停：先运行 `daybreak engine resume {1}`</translation>
  </message>
  <message>
   <source>{0} waits already</source>
   <translation>{0:kind}已在等待</translation>
  </message>
  <message>
   <source>{0} runs on its own day alone, not for {1} on {2}</source>
   <translation>{0:kind}只在当日运行，不能在 {2} 为 {1} 运行</translation>
  </message>
  <message>
   <source>{0} runs between {1} and {2}, it is {3}</source>
   <translation>{0:kind}在 {1} 到 {2} 之间运行，现在是 {3}</translation>
  </message>
  <message>
   <source>{0} of {1} did not run: paused</source>
   <translation>{1} 的{0:kind}没有运行：已暂停</translation>
  </message>
  <message>
   <source>it is made up for</source>
   <translation>会补做</translation>
  </message>
  <message>
   <source>it does not run late</source>
   <translation>过时不补</translation>
  </message>
  <message>
   <source>{0} of {1} was missed: {2}</source>
   <translation>错过了 {1} 的{0:kind}：{2}</translation>
  </message>
  <message>
   <source>{0} of {1} could not start by {2}</source>
   <translation>{1} 的{0:kind}没能在 {2} 前开始</translation>
  </message>
  <message>
   <source>{0} of {1} is given up: its data never came</source>
   <translation>放弃 {1} 的{0:kind}：数据一直没来</translation>
  </message>
  <message>
   <source>{0} of {1} was killed {2} times</source>
   <translation>{1} 的{0:kind}被终止了 {2} 次</translation>
  </message>
  <message>
   <source>the request cannot be read</source>
   <translation>请求无法读取</translation>
  </message>
  <message>
   <source>the request was good until {0}, it is {1}: nothing was done</source>
   <translation>请求有效到 {0}，现在是 {1}：什么也没做</translation>
  </message>
  <message>
   <source>the request is not understood: {0}: {1}</source>
   <translation>请求无法理解：{0:one}: {1}</translation>
  </message>
  <message>
   <source>the engine ends; runs at work go on by themselves</source>
   <translation>引擎结束；正在运行的任务会自行继续</translation>
  </message>
  <message>
   <source>{0} is no job of this home</source>
   <translation>本主目录没有任务 {0}</translation>
  </message>
  <message>
   <source>{0} neither runs nor waits</source>
   <translation>{0:kind}既没有运行，也没有等待</translation>
  </message>
  <message>
   <source>{0} does not run by itself any more</source>
   <translation>{0:kind}不再自动运行</translation>
  </message>
  <message>
   <source>{0} runs by itself again; what it missed is not made up for</source>
   <translation>{0:kind}恢复自动运行；错过的不补</translation>
  </message>
  <message>
   <source>{0} is none of {1}</source>
   <translation>{0} 不在 {1} 之中</translation>
  </message>
  <message>
   <source>{0} of {1} is running already</source>
   <translation>{1} 的{0:kind}已在运行</translation>
  </message>
  <message>
   <source>{0} once {1} has ended</source>
   <translation>{0}，等{1:kind}结束之后</translation>
  </message>
  <message>
   <source>{0} of {1} starts{2}</source>
   <translation>{1:one} 的{0:kind}开始{2}</translation>
  </message>
  <message>
   <source>{0} ended without a word: {1}</source>
   <translation>{0} 意外终止：{1}</translation>
  </message>
  <message>
   <source>{0} took longer than {1} min and is ended</source>
   <translation>{0} 超过 {1} 分钟，已被结束</translation>
  </message>
  <message>
   <source>a {0} home has no exchange to ask: its days are run by their own command</source>
   <translation>{0} 主目录没有可询问的交易所：其各日由自己的命令运行</translation>
  </message>
  <message>
   <source>switched off by schedule.off</source>
   <translation>已被 schedule.off 关掉</translation>
  </message>
  <message>
   <source>data_source.mode is {0}: nothing is asked online</source>
   <translation>data_source.mode 是 {0}：不在线询问</translation>
  </message>
  <message>
   <source>channel LIVE trades in the PTrade terminal</source>
   <translation>LIVE 通道在 PTrade 终端里交易</translation>
  </message>
  <message>
   <source>price limits</source>
   <translation>涨跌停价</translation>
  </message>
  <message>
   <source>calendar, names, suspensions, ex-dates</source>
   <translation>日历、名称、停复牌、除权日</translation>
  </message>
  <message>
   <source>adjustment factors</source>
   <translation>复权因子</translation>
  </message>
  <message>
   <source>bars of the day</source>
   <translation>当日日线</translation>
  </message>
  <message>
   <source>turnover and market values</source>
   <translation>换手与市值</translation>
  </message>
  <message>
   <source>brings in {0} once published</source>
   <translation>{0}公布后取回</translation>
  </message>
  <message>
   <source>prices the plan, asks every gate, releases the orders file</source>
   <translation>给计划定价，逐项风控检查，放行委托文件</translation>
  </message>
  <message>
   <source>plays the simulated session</source>
   <translation>进行模拟交易</translation>
  </message>
  <message>
   <source>books the day and reconciles it</source>
   <translation>当日入账并对账</translation>
  </message>
  <message>
   <source>selects and plans for the next trading day</source>
   <translation>为下一交易日选股并定计划</translation>
  </message>
  <message>
   <source>keeps every factor of the day, once Night has its data</source>
   <translation>夜间任务备好数据后，保存当日全部因子</translation>
  </message>
  <message>
   <source>1st {0}</source>
   <translation>第 1 个{0}</translation>
  </message>
  <message>
   <source>2nd {0}</source>
   <translation>第 2 个{0}</translation>
  </message>
  <message>
   <source>goes through every record and link</source>
   <translation>逐条核对所有记录与链接</translation>
  </message>
  <message>
   <source>checks home, books, data and machine</source>
   <translation>检查主目录、账簿、数据与机器</translation>
  </message>
  <message>
   <source>says how old and whole every dataset is</source>
   <translation>说明各数据集多旧、多全</translation>
  </message>
  <message>
   <source>rehearses STOP</source>
   <translation>演练 STOP</translation>
  </message>
  <message>
   <source>writes the records of the quarter that ended</source>
   <translation>写出上一季度的记录</translation>
  </message>
  <message>
   <source>never made up for</source>
   <translation>从不补做</translation>
  </message>
  <message>
   <source>the newest missed is made up for within {0} h</source>
   <translation>错过的最近一次在 {0} 小时内补做</translation>
  </message>
  <message>
   <source>each missed is made up for within {0} h</source>
   <translation>错过的每一次都在 {0} 小时内补做</translation>
  </message>
  <message>
   <source>again every {0} s for {1} s while data are not ready</source>
   <translation>数据未就绪时每 {0} 秒重试，持续 {1} 秒</translation>
  </message>
  <message>
   <source>up to {0} s late; {1}; {2}; {3} min at most</source>
   <translation>最多迟 {0:number} 秒；{1}；{2}；最长 {3:number} 分钟</translation>
  </message>
  <message>
   <source>form {0} is not known, expected {1}</source>
   <translation>不认识格式 {0}，应为 {1}</translation>
  </message>
  <message>
   <source>{0} of {1} runs on, process</source>
   <translation>{1} 的{0:kind}继续运行，进程</translation>
  </message>
  <message>
   <source>{0} of {1} ended meanwhile, was</source>
   <translation>{1} 的{0:kind}其间已结束，原为</translation>
  </message>
  <message>
   <source>{0} is told to end</source>
   <translation>已通知{0:kind}结束</translation>
  </message>
  <message>
   <source>{0} waits no longer</source>
   <translation>{0:kind}不再等待</translation>
  </message>
  <message>
   <source>it could not be started: {0}</source>
   <translation>无法启动：{0}</translation>
  </message>
  <message>
   <source>{0} of {1} ({2}), process {3}</source>
   <translation>{1:one} 的{0:kind}（{2}），进程 {3}</translation>
  </message>
  <message>
   <source>{0} is ended: {1} is due</source>
   <translation>{0:kind}被结束：该运行{1:kind}了</translation>
  </message>
  <message>
   <source>{0} of {1} took longer than {2} min and is ended</source>
   <translation>{1} 的{0:kind}超过 {2} 分钟，被结束</translation>
  </message>
  <message>
   <source>{0} of {1} ended {2} after {3} s</source>
   <translation>{1} 的{0:kind}以 {2:outcome} 结束，用时 {3} 秒</translation>
  </message>
  <message>
   <source>the clock was set back by {0} s</source>
   <translation>时钟被拨慢 {0} 秒</translation>
  </message>
  <message>
   <source>the clock went on by {0} s: the machine slept, or it was set</source>
   <translation>时钟前进了 {0} 秒：机器曾休眠，或被拨快</translation>
  </message>
  <message>
   <source>the engine was held up for {0} s</source>
   <translation>引擎被耽搁了 {0} 秒</translation>
  </message>
  <message>
   <source>a replay</source>
   <translation>一次回放</translation>
  </message>
  <message>
   <source>STOP of a replay cannot be pressed</source>
   <translation>回放的 STOP 不能按下</translation>
  </message>
  <message>
   <source>press it in the home</source>
   <translation>请在主目录里按</translation>
  </message>
  <message>
   <source>STOP of a replay cannot be re-armed</source>
   <translation>回放的 STOP 不能解除</translation>
  </message>
  <message>
   <source>re-arm it in the home</source>
   <translation>请在主目录里解除</translation>
  </message>
  <message>
   <source>{0} is not a trading day</source>
   <translation>{0} 不是交易日</translation>
  </message>
  <message>
   <source>break {0} ({1}) has no broker figure to adopt</source>
   <translation>差异 {0:one}（{1:break}）没有券商数字可采用</translation>
  </message>
  <message>
   <source>resolve it as explained</source>
   <translation>请按“已说明”处理</translation>
  </message>
  <message>
   <source>adopting break {0}</source>
   <translation>采用差异 {0}</translation>
  </message>
  <message>
   <source>opening cash of {0} fen is not positive</source>
   <translation>期初现金 {0:number} 分不是正数</translation>
  </message>
  <message>
   <source>capital paid in</source>
   <translation>投入资本</translation>
  </message>
  <message>
   <source>sale proceeds settled</source>
   <translation>卖出款交收</translation>
  </message>
  <message>
   <source>{0} purchases of batch {1}</source>
   <translation>批次 {1:one} 的 {0:number} 笔买入</translation>
  </message>
  <message>
   <source>orders end with their day</source>
   <translation>委托当日失效</translation>
  </message>
  <message>
   <source>rights paid on {0} at {1} li and listed on {2} make no sense</source>
   <translation>{0} 以 {1:number} 厘缴款、{2} 上市的配股不合理</translation>
  </message>
  <message>
   <source>give a price above 0 and a listing date not before the payment</source>
   <translation>请给出大于 0 的价格，且上市日不早于缴款日</translation>
  </message>
  <message>
   <source>{0} new shares of {1} cannot be taken: {2} held give a right to {3}</source>
   <translation>{1} 不能认购 {0:number} 股新股：持有 {2} 股可配 {3} 股</translation>
  </message>
  <message>
   <source>give the number of shares paid for</source>
   <translation>请给出实际缴款的股数</translation>
  </message>
  <message>
   <source>{0} {1} of {2} rights taken at {3} li</source>
   <translation>{0:one} 可配 {2:number} 股，以 {3:number} 厘认购 {1:number} 股</translation>
  </message>
  <message>
   <source>give the new code as 600000.SH</source>
   <translation>请把新代码写成 600000.SH</translation>
  </message>
  <message>
   <source>{0} shares of {1} cannot become {2} times as many of {3} and {4} fen</source>
   <translation>{0} 股 {1} 不能按 {2} 倍换成 {3} 和 {4:number} 分</translation>
  </message>
  <message>
   <source>name a symbol that is held, another one it becomes, and a ratio above 0</source>
   <translation>请写持有的代码、换成的另一代码，以及大于 0 的比例</translation>
  </message>
  <message>
   <source>{0} {1} become {2} {3}</source>
   <translation>{0:number} 股 {1:one} 换成 {2:number} 股 {3:one}</translation>
  </message>
  <message>
   <source>{0} {1} shares are delisted</source>
   <translation>{0:one} 的 {1:number} 股退市</translation>
  </message>
  <message>
   <source>a reversal needs a name and a reason</source>
   <translation>冲回须填姓名和理由</translation>
  </message>
  <message>
   <source>{0} is a reversal itself</source>
   <translation>{0} 本身就是冲回</translation>
  </message>
  <message>
   <source>post what is right by its own command</source>
   <translation>请用相应的命令入正确的账</translation>
  </message>
  <message>
   <source>{0} moves neither cash nor shares</source>
   <translation>{0} 既不动现金也不动股份</translation>
  </message>
  <message>
   <source>there is nothing to take back</source>
   <translation>没有可冲回的</translation>
  </message>
  <message>
   <source>{0} cash {1} fen, {2} bonus shares</source>
   <translation>{0:one} 现金 {1:number} 分，送股 {2:number} 股</translation>
  </message>
  <message>
   <source>{0} takes {1} shares of {2}, the books have {3} to give ({4} held)</source>
   <translation>{0} 要取走 {2:one} {1:number} 股，账簿可给 {3:number} 股（持有 {4:number} 股）</translation>
  </message>
  <message>
   <source>compare the execution report with the books before anything is posted</source>
   <translation>入账前请把执行报告与账簿核对</translation>
  </message>
  <message>
   <source>{0} shares at {1} li with {2} fen of fees is no trade</source>
   <translation>{0:number} 股、每股 {1:number} 厘、费用 {2:number} 分，不是成交</translation>
  </message>
  <message>
   <source>state shares and price above zero, fees not below it</source>
   <translation>请写大于零的股数和价格，费用不小于零</translation>
  </message>
  <message>
   <source>the trade moves {0} shares of {1}, break #{2} is about {3}</source>
   <translation>该成交变动 {1:one} {0} 股，而差异 #{2} 是 {3:number}</translation>
  </message>
  <message>
   <source>state the trade as on the contract note; several trades have no single price: adopt the broker's figure</source>
   <translation>请按成交单写明成交；多笔成交没有单一价格：请采用券商的数字</translation>
  </message>
  <message>
   <source>the sale outside of break {0}</source>
   <translation>差异 {0} 的场外卖出</translation>
  </message>
  <message>
   <source>{0} {1} {2} outside the desk</source>
   <translation>交易台之外{0:side} {2:one} {1:number} 股</translation>
  </message>
  <message>
   <source>nothing was posted; compare the execution report with the broker's terminal</source>
   <translation>没有入账；请把执行报告与券商终端核对</translation>
  </message>
  <message>
   <source>the ledger as stored</source>
   <translation>库存账簿</translation>
  </message>
  <message>
   <source>entry {0}</source>
   <translation>分录 {0:one}</translation>
  </message>
  <message>
   <source>{0} stands at {1} fen, not {2}</source>
   <translation>{0}为 {1:number} 分，不是 {2:number} 分</translation>
  </message>
  <message>
   <source>lot {0} of {1} is {2}, not {3}</source>
   <translation>{1:one} 的批次 {0:one} 是 {2}，不是 {3}</translation>
  </message>
  <message>
   <source>lot {0} was acquired on {1} to be sold from {2}, a move says {3} and {4}</source>
   <translation>批次 {0} 于 {1} 买入、{2} 起可卖，变动却说 {3} 和 {4}</translation>
  </message>
  <message>
   <source>{0}: the trial balance would be off by {1} fen</source>
   <translation>{0}：试算会差 {1:number} 分</translation>
  </message>
  <message>
   <source>{0}: the lots' cost of {1} fen would differ from the securities account of {2} fen</source>
   <translation>{0}：各批次成本 {1:number} 分会与证券科目 {2:number} 分不符</translation>
  </message>
  <message>
   <source>entry {0}: cash would be {1} fen settled, {2} fen unsettled, {3} fen reserved</source>
   <translation>分录 {0:one}：现金会变成已交收 {1} 分、未交收 {2} 分、冻结 {3} 分</translation>
  </message>
  <message>
   <source>entry {0}: {1} fen more would be released than were reserved</source>
   <translation>分录 {0:one}：解冻会比冻结多 {1} 分</translation>
  </message>
  <message>
   <source>lot {0} would hold {1} shares at {2} fen, {3} fen to be taxed</source>
   <translation>批次 {0} 会有 {1:number} 股、成本 {2:number} 分、待计税 {3:number} 分</translation>
  </message>
  <message>
   <source>lot {0} would hold no shares but {1} fen of cost, {2} fen to be taxed</source>
   <translation>批次 {0} 会没有股份，却有成本 {1:number} 分、待计税 {2:number} 分</translation>
  </message>
  <message>
   <source>sale {0}</source>
   <translation>卖出 {0:one}</translation>
  </message>
  <message>
   <source>check the execution report against the broker's terminal; nothing was posted</source>
   <translation>请把执行报告与券商终端核对；没有入账</translation>
  </message>
  <message>
   <source>{0} fill(s) belong to order {1}, which the report does not list</source>
   <translation>有 {0:number} 笔成交属于委托 {1}，报告里没有这笔委托</translation>
  </message>
  <message>
   <source>fill {0} says {1} {2} {3} at {4} li, its order {5} is {6} {7}</source>
   <translation>成交 {0:one} 是{1:side} {3:one} {2:number} 股 @ {4:number} 厘，其委托 {5:one} 却是{6:side} {7:one}</translation>
  </message>
  <message>
   <source>line {0}: {1} {2} {3} belongs to no single order of {4}</source>
   <translation>第 {0:one} 行：{1:side} {3:one} {2:number} 股不单属于 {4} 的某一笔委托</translation>
  </message>
  <message>
   <source>line {0}: {1} {2} is not what order {3} was</source>
   <translation>第 {0:one} 行：{1:side} {2:one} 与委托 {3} 不符</translation>
  </message>
  <message>
   <source>order {0} traded {1} shares for {2} fen, the list has {3} for {4}</source>
   <translation>委托 {0} 成交 {1} 股、{2} 分，清单上是 {3} 股、{4} 分</translation>
  </message>
  <message>
   <source>order {0} has no booked trade</source>
   <translation>委托 {0} 没有已入账的成交</translation>
  </message>
  <message>
   <source>order {0} was trued up to {1} fen of fees before, this list has {2}: reverse that entry first if the list is right</source>
   <translation>委托 {0} 的费用此前已核定为 {1:number} 分，这份清单是 {2:number} 分：若清单正确，请先冲回那笔分录</translation>
  </message>
  <message>
   <source>{0} fees {1} fen, {2} to the estimate</source>
   <translation>{0:one} 费用 {1:number} 分，比估计 {2:one} 分</translation>
  </message>
  <message>
   <source>order {0} traded, the delivery list of {1} does not have it</source>
   <translation>委托 {0} 有成交，{1} 的交割单却没有</translation>
  </message>
  <message>
   <source>no price for {0}</source>
   <translation>{0} 没有价格</translation>
  </message>
  <message>
   <source>the broker's figures are missing</source>
   <translation>缺少券商数字</translation>
  </message>
  <message>
   <source>totals agree</source>
   <translation>总额一致</translation>
  </message>
  <message>
   <source>expected {0} fen, the broker states {1} fen</source>
   <translation>应为 {0:number} 分，券商报 {1:number} 分</translation>
  </message>
  <message>
   <source>quantiles {0} and {1} are not in order between 0 and 1</source>
   <translation>分位 {0} 与 {1} 在 0 到 1 之间次序不对</translation>
  </message>
  <message>
   <source>values are {0}, labels {1} and the mask {2}</source>
   <translation>数值是 {0}，标签 {1}，掩码 {2}</translation>
  </message>
  <message>
   <source>rows {0} to {1} of {2}</source>
   <translation>第 {0} 到 {1} 行，共 {2:number} 行</translation>
  </message>
  <message>
   <source>the results need {0}, C-contiguous, got {1}</source>
   <translation>结果须为 {0}，C 连续，实为 {1}</translation>
  </message>
  <message>
   <source>field {0} is {1} {2}, {3} {4} {5}</source>
   <translation>字段 {0:one} 是 {1:one} {2}，{3:one} 是 {4:one} {5}</translation>
  </message>
  <message>
   <source>an industry code is {0}; they start at {1}, which is unknown</source>
   <translation>行业代码是 {0}；应从表示未知的 {1} 起</translation>
  </message>
  <message>
   <source>{0} is {1}, the factors are {2}</source>
   <translation>{0} 是 {1}，因子是 {2}</translation>
  </message>
  <message>
   <source>an expression of {0} characters</source>
   <translation>表达式有 {0:number} 个字符</translation>
  </message>
  <message>
   <source>write at most {0}</source>
   <translation>最多写 {0} 个</translation>
  </message>
  <message>
   <source>{0} has no meaning here</source>
   <translation>{0} 在这里没有意义</translation>
  </message>
  <message>
   <source>use fields, numbers, operators and calls only</source>
   <translation>只用字段、数字、运算符和函数</translation>
  </message>
  <message>
   <source>{0} is no expression</source>
   <translation>{0} 不是表达式</translation>
  </message>
  <message>
   <source>write one such as mean(close, 5) / close - 1</source>
   <translation>可写成 mean(close, 5) / close - 1 这样</translation>
  </message>
  <message>
   <source>the expression looks back {0} days</source>
   <translation>表达式回看 {0} 天</translation>
  </message>
  <message>
   <source>at most {0} are kept</source>
   <translation>最多保留 {0} 天</translation>
  </message>
  <message>
   <source>the expression is nested too deeply</source>
   <translation>表达式嵌套过深</translation>
  </message>
  <message>
   <source>nest at most {0} levels</source>
   <translation>最多嵌套 {0} 层</translation>
  </message>
  <message>
   <source>{0} at character {1} has no meaning here</source>
   <translation>第 {1} 个字符处的 {0} 在这里没有意义</translation>
  </message>
  <message>
   <source>there is no field {0}</source>
   <translation>没有字段 {0}</translation>
  </message>
  <message>
   <source>there is no operator {0}</source>
   <translation>没有算子 {0}</translation>
  </message>
  <message>
   <source>{0} got {1} arguments</source>
   <translation>{0:one} 收到 {1:number} 个参数</translation>
  </message>
  <message>
   <source>it takes {0}: {1}</source>
   <translation>应为 {0}：{1}</translation>
  </message>
  <message>
   <source>{0} got an expression for its {1}</source>
   <translation>{0:one} 的 {1:one} 收到的是表达式</translation>
  </message>
  <message>
   <source>write a plain number</source>
   <translation>请写普通数字</translation>
  </message>
  <message>
   <source>a whole number from 1 to {0}</source>
   <translation>1 到 {0} 的整数</translation>
  </message>
  <message>
   <source>a number from 0 to 1</source>
   <translation>0 到 1 的数字</translation>
  </message>
  <message>
   <source>{0} got {1} = {2}</source>
   <translation>{0:one} 的 {1:one} = {2}</translation>
  </message>
  <message>
   <source>write {0}</source>
   <translation>请写 {0}</translation>
  </message>
  <message>
   <source>did you mean {0}?</source>
   <translation>是否想写 {0}？</translation>
  </message>
  <message>
   <source>known are {0}</source>
   <translation>已知的有 {0}</translation>
  </message>
  <message>
   <source>factor expression: {0}</source>
   <translation>因子表达式：{0}</translation>
  </message>
  <message>
   <source>{0}: {1} is {2}</source>
   <translation>{0:one}：{1} 是 {2}</translation>
  </message>
  <message>
   <source>{0}: {1} bytes</source>
   <translation>{0:one}：{1:number} 字节</translation>
  </message>
  <message>
   <source>a factor's file has at most {0}</source>
   <translation>因子文件最多 {0}</translation>
  </message>
  <message>
   <source>{0}: nested too deeply, or a number too long</source>
   <translation>{0:one}：嵌套过深，或数字过长</translation>
  </message>
  <message>
   <source>write `key: value` lines</source>
   <translation>请写成 `key: value` 的行</translation>
  </message>
  <message>
   <source>{0}: there is no key {1}</source>
   <translation>{0:one}：没有键 {1}</translation>
  </message>
  <message>
   <source>{0}: {1} is missing</source>
   <translation>{0:one}：缺少 {1}</translation>
  </message>
  <message>
   <source>add a line `{0}: …`</source>
   <translation>请加一行 `{0}: …`</translation>
  </message>
  <message>
   <source>{0}: the factor {1} stands in {2}</source>
   <translation>{0:one}：因子 {1} 在 {2} 里</translation>
  </message>
  <message>
   <source>call the file {0}</source>
   <translation>请把文件命名为 {0}</translation>
  </message>
  <message>
   <source>{0}: {1} is the name of a factor of the house ({2})</source>
   <translation>{0:one}：{1} 是自带因子的名称（{2}）</translation>
  </message>
  <message>
   <source>choose another</source>
   <translation>请换一个</translation>
  </message>
  <message>
   <source>factor {0}: {1} is {2}</source>
   <translation>因子 {0:one}：{1} 是 {2}</translation>
  </message>
  <message>
   <source>factor {0} has no value on the sample's last day</source>
   <translation>因子 {0} 在样本最后一天没有值</translation>
  </message>
  <message>
   <source>check the expression</source>
   <translation>请检查表达式</translation>
  </message>
  <message>
   <source>two factors are called {0} and {1}</source>
   <translation>有两个因子分别叫 {0} 和 {1}</translation>
  </message>
  <message>
   <source>give one another name</source>
   <translation>请给其中一个改名</translation>
  </message>
  <message>
   <source>daybreak factors list names all</source>
   <translation>daybreak factors list 列出全部</translation>
  </message>
  <message>
   <source>there is no factor {0}</source>
   <translation>没有因子 {0}</translation>
  </message>
  <message>
   <source>factor {0}: {1}</source>
   <translation>因子 {0:one}：{1}</translation>
  </message>
  <message>
   <source>factor {0}: {1} reads no field</source>
   <translation>因子 {0:one}：{1} 没有读取任何字段</translation>
  </message>
  <message>
   <source>use {0}</source>
   <translation>请用 {0}</translation>
  </message>
  <message>
   <source>a letter, then at most 39 letters, digits and underscores</source>
   <translation>以字母开头，其后最多 39 个字母、数字和下划线</translation>
  </message>
  <message>
   <source>a word</source>
   <translation>一个词</translation>
  </message>
  <message>
   <source>one line that says what it measures</source>
   <translation>一行，说明它衡量什么</translation>
  </message>
  <message>
   <source>1, 0 or -1</source>
   <translation>1、0 或 -1</translation>
  </message>
  <message>
   <source>where it is from</source>
   <translation>它的出处</translation>
  </message>
  <message>
   <source>a whole number from 1</source>
   <translation>从 1 起的整数</translation>
  </message>
  <message>
   <source>the horizon is {0} days, expected at least 1</source>
   <translation>期限是 {0} 天，至少应为 1</translation>
  </message>
  <message>
   <source>{0}, stands in for {1}</source>
   <translation>{0}，顶替 {1}</translation>
  </message>
  <message>
   <source>kept: {0}</source>
   <translation>保留：{0:skip}</translation>
  </message>
  <message>
   <source>rank {0}</source>
   <translation>排名 {0:one}</translation>
  </message>
  <message>
   <source>on the restricted list: compliance's matter</source>
   <translation>在限制名单上：由合规处理</translation>
  </message>
  <message>
   <source>no price to sell at</source>
   <translation>没有可卖的价格</translation>
  </message>
  <message>
   <source>suspended today</source>
   <translation>今日停牌</translation>
  </message>
  <message>
   <source>auction at the lower limit of {0} li: no buyers</source>
   <translation>集合竞价在跌停价 {0:number} 厘：没有买盘</translation>
  </message>
  <message>
   <source>already at its target at today's price</source>
   <translation>按今日价格已达目标</translation>
  </message>
  <message>
   <source>none of {0} shares may be sold today (T+1)</source>
   <translation>{0:number} 股今日都不能卖（T+1）</translation>
  </message>
  <message>
   <source>{0} shares make no order worth sending</source>
   <translation>{0} 股不值得下单</translation>
  </message>
  <message>
   <source>{0}; cut to sanity.max_order_yuan</source>
   <translation>{0}；已削减到 sanity.max_order_yuan</translation>
  </message>
  <message>
   <source>{0} fen of settled cash left</source>
   <translation>已交收现金剩 {0:number} 分</translation>
  </message>
  <message>
   <source>{0} has room for {1} fen more</source>
   <translation>{0}还能容纳 {1:number} 分</translation>
  </message>
  <message>
   <source>on the restricted list</source>
   <translation>在限制名单上</translation>
  </message>
  <message>
   <source>on the blacklist</source>
   <translation>在黑名单上</translation>
  </message>
  <message>
   <source>no price to buy at</source>
   <translation>没有可买的价格</translation>
  </message>
  <message>
   <source>auction at the upper limit of {0} li: no sellers</source>
   <translation>集合竞价在涨停价 {0:number} 厘：没有卖盘</translation>
  </message>
  <message>
   <source>its mean turnover is not known</source>
   <translation>平均成交额未知</translation>
  </message>
  <message>
   <source>this is not a plan: {0}</source>
   <translation>这不是计划：{0}</translation>
  </message>
  <message>
   <source>run the Night job again</source>
   <translation>请重新运行夜间任务</translation>
  </message>
  <message>
   <source>board {0}</source>
   <translation>板块 {0:board}</translation>
  </message>
  <message>
   <source>industry {0}</source>
   <translation>行业 {0}</translation>
  </message>
  <message>
   <source>no close known</source>
   <translation>无收盘价</translation>
  </message>
  <message>
   <source>rank {0}, next in line</source>
   <translation>排名 {0}，候补</translation>
  </message>
  <message>
   <source>{0}; waits: turnover cap</source>
   <translation>{0}；等待：换手上限</translation>
  </message>
  <message>
   <source>{0}; cut by the turnover cap</source>
   <translation>{0}；受换手上限缩减</translation>
  </message>
  <message>
   <source>turnover cap of {0} fen: {1} of {2} {3} trades cut or waiting</source>
   <translation>换手上限 {0:number} 分：{2:number} 笔{3}中有 {1:number} 笔被削减或等待</translation>
  </message>
  <message>
   <source>left the universe: {0}</source>
   <translation>退出股票池：{0:excluded}</translation>
  </message>
  <message>
   <source>rank {0} enters</source>
   <translation>排名 {0:one}，买入</translation>
  </message>
  <message>
   <source>rank {0} stays, below its target</source>
   <translation>排名 {0}，保留，低于目标</translation>
  </message>
  <message>
   <source>rank {0} stays, above its target</source>
   <translation>排名 {0}，保留，高于目标</translation>
  </message>
  <message>
   <source>rank {0}, kept inside the buffer of {1}</source>
   <translation>排名 {0}，在缓冲区前 {1} 名内，保留</translation>
  </message>
  <message>
   <source>rank {0} stays</source>
   <translation>排名 {0:one}，保留</translation>
  </message>
  <message>
   <source>not ranked any more</source>
   <translation>不再有排名</translation>
  </message>
  <message>
   <source>rank {0} left the buffer of {1}</source>
   <translation>排名 {0}，跌出缓冲区前 {1} 名</translation>
  </message>
  <message>
   <source>rank {0}, more holdings than places</source>
   <translation>排名 {0}，持仓只数超出名额</translation>
  </message>
  <message>
   <source>factors.neutralise needs the {0} of each symbol and was given none</source>
   <translation>factors.neutralise 需要每只股票的 {0}，却没有给出</translation>
  </message>
  <message>
   <source>{0} orders were released, no execution report came back</source>
   <translation>放行了 {0:number} 笔委托，执行报告没有回来</translation>
  </message>
  <message>
   <source>{0} orders in the account are not ours</source>
   <translation>账户里有 {0} 笔委托不是我方的</translation>
  </message>
  <message>
   <source>fill {0} of order {1} was reported but is not in the books</source>
   <translation>委托 {1} 的成交 {0} 有回报，账簿里却没有</translation>
  </message>
  <message>
   <source>order {0} is not in the report</source>
   <translation>委托 {0} 不在报告里</translation>
  </message>
  <message>
   <source>order {0} was decided not to have been sent, the report has it as {1}</source>
   <translation>委托 {0} 已认定为未发出，报告里却是{1:state}</translation>
  </message>
  <message>
   <source>order {0} was {1}, the report says {2}</source>
   <translation>委托 {0:one} 原是{1}，报告说是{2}</translation>
  </message>
  <message>
   <source>order {0} was reported, no batch of the day contains it</source>
   <translation>委托 {0} 有回报，当日批次里却没有</translation>
  </message>
  <message>
   <source>order {0} is {1} after the close: {2}</source>
   <translation>委托 {0:one} 收盘后是{1:state}：{2}</translation>
  </message>
  <message>
   <source>{0} {1} {2} at {3} li</source>
   <translation>{0:side} {2:one} {1:number} 股 @ {3:number} 厘</translation>
  </message>
  <message>
   <source>{0} fills belong to order {1}, which has no result</source>
   <translation>有 {0:number} 笔成交属于委托 {1}，而它没有结果</translation>
  </message>
  <message>
   <source>order {0} asked for {1} shares and got {2}</source>
   <translation>委托 {0} 要 {1:number} 股，成交 {2} 股</translation>
  </message>
  <message>
   <source>order {0} reports {1} shares filled, its fills add up to {2}</source>
   <translation>委托 {0} 报称成交 {1:number} 股，各笔成交合计 {2} 股</translation>
  </message>
  <message>
   <source>fill {0} ({1} {2} at {3} li) does not fit order</source>
   <translation>成交 {0:one}（{1:side} {2:one} @ {3:number} 厘）与委托不符</translation>
  </message>
  <message>
   <source>fills moved {0} shares of {1}, the ledger's trades {2}</source>
   <translation>成交变动 {1} {0} 股，账簿的成交是 {2} 股</translation>
  </message>
  <message>
   <source>the broker's positions and cash did not come back</source>
   <translation>券商的持仓和现金没有回来</translation>
  </message>
  <message>
   <source>books have {0} fen in cash, the broker {1} fen ({2} fen)</source>
   <translation>账簿现金 {0} 分，券商 {1} 分（{2} 分）</translation>
  </message>
  <message>
   <source>books hold {0} shares of {1}, the broker {2}</source>
   <translation>账簿持有 {1} {0} 股，券商 {2} 股</translation>
  </message>
  <message>
   <source>+{0} min</source>
   <translation>+{0:one} 分钟</translation>
  </message>
  <message>
   <source>{0} bp</source>
   <translation>{0:one} bp</translation>
  </message>
  <message>
   <source>computed {0}…{1}, stored {2}…{3}</source>
   <translation>算得 {0}…{1}，库存 {2}…{3}</translation>
  </message>
  <message>
   <source>model.weights names {0}, a {1} factor</source>
   <translation>model.weights 里的 {0} 是{1:factor_status}因子</translation>
  </message>
  <message>
   <source>weigh active ones</source>
   <translation>只给启用的因子加权</translation>
  </message>
  <message>
   <source>model.weights gives {0} the weight {1}</source>
   <translation>model.weights 给 {0} 的权重是 {1}</translation>
  </message>
  <message>
   <source>write a finite number</source>
   <translation>请写有限的数字</translation>
  </message>
  <message>
   <source>model.weights are all zero</source>
   <translation>model.weights 全为零</translation>
  </message>
  <message>
   <source>give a factor a weight, or none for the catalogue's own</source>
   <translation>给某个因子权重，或留空用目录自带的</translation>
  </message>
  <message>
   <source>no weighted factor has passed the leak lab</source>
   <translation>加权的因子没有一个通过泄漏检查</translation>
  </message>
  <message>
   <source>see why with `daybreak factors leakcheck`</source>
   <translation>`daybreak factors leakcheck` 可看原因</translation>
  </message>
  <message>
   <source>no factor is seen on {0} of the universe, the best on {1}</source>
   <translation>没有因子覆盖股票池的 {0}，最好的覆盖 {1}</translation>
  </message>
  <message>
   <source>see which dataset is missing with `daybreak data audit`</source>
   <translation>`daybreak data audit` 可看缺哪个数据集</translation>
  </message>
  <message>
   <source>no engine has run in this home</source>
   <translation>本主目录没有运行过引擎</translation>
  </message>
  <message>
   <source>the engine ended at {0}</source>
   <translation>引擎于 {0} 结束</translation>
  </message>
  <message>
   <source>the engine has said nothing for {0} s</source>
   <translation>引擎已有 {0} 秒没有消息</translation>
  </message>
  <message>
   <source>{0} names no time zone</source>
   <translation>{0} 没有写时区</translation>
  </message>
  <message>
   <source>the columns have different lengths: {0}</source>
   <translation>各列长度不同：{0}</translation>
  </message>
  <message>
   <source>the covariance needs finite values of at least one date</source>
   <translation>协方差至少需要一个日期的有限值</translation>
  </message>
  <message>
   <source>{0} names, at most {1} can be ranked</source>
   <translation>有 {0} 只，最多能排 {1} 只</translation>
  </message>
  <message>
   <source>universe of {0}</source>
   <translation>{0} 的股票池</translation>
  </message>
  <message>
   <source>the world cut on {0}</source>
   <translation>截断于 {0} 的数据</translation>
  </message>
  <message>
   <source>{0} after {1}</source>
   <translation>{1:day} 之后{0}</translation>
  </message>
  <message>
   <source>before it is known</source>
   <translation>早于可知之时</translation>
  </message>
  <message>
   <source>beyond the declared lookback</source>
   <translation>超出所声明的回看</translation>
  </message>
  <message>
   <source>moved by {0} of {1}, {2}</source>
   <translation>受 {1:day} 的 {0:one} 影响，{2}</translation>
  </message>
  <message>
   <source>no bar moves it</source>
   <translation>没有日线影响它</translation>
  </message>
  <message>
   <source>other figures</source>
   <translation>换成其他数字</translation>
  </message>
  <message>
   <source>extreme figures</source>
   <translation>换成极端数字</translation>
  </message>
  <message>
   <source>rows taken out</source>
   <translation>去掉若干行</translation>
  </message>
  <message>
   <source>rows added</source>
   <translation>增加若干行</translation>
  </message>
  <message>
   <source>leak lab: {0}</source>
   <translation>泄漏检查：{0}</translation>
  </message>
  <message>
   <source>no answer within {0} s</source>
   <translation>{0} 秒内没有回答</translation>
  </message>
  <message>
   <source>mend what cannot be read; it is never overridden</source>
   <translation>请先修好读不出的；这一项不能越过</translation>
  </message>
  <message>
   <source>an order large beside its market moves the price, one larger than the account is a fault</source>
   <translation>相对成交额过大的委托会推动价格，大过账户的委托是差错</translation>
  </message>
  <message>
   <source>{0}: {1} fen in an account of {2} fen</source>
   <translation>{0:one}：账户 {2:number} 分，委托 {1:number} 分</translation>
  </message>
  <message>
   <source>{0}: a purchase without known turnover</source>
   <translation>{0:one}：买入而成交额不明</translation>
  </message>
  <message>
   <source>{0}: {1} fen against a mean turnover of {2} yuan, at most {3}</source>
   <translation>{0:one}：委托 {1:number} 分，日均成交额 {2:number} 元，最多 {3:number}</translation>
  </message>
  <message>
   <source>nothing to object to</source>
   <translation>没有异议</translation>
  </message>
  <message>
   <source>{0} and {1} more</source>
   <translation>{0}，另有 {1:number} 项</translation>
  </message>
  <message>
   <source>books and broker that state different money cannot both be right</source>
   <translation>账簿与券商的资金不同，不可能都对</translation>
  </message>
  <message>
   <source>first trading day: the broker has stated nothing yet</source>
   <translation>首个交易日：券商还没有报过</translation>
  </message>
  <message>
   <source>our books</source>
   <translation>我方账簿</translation>
  </message>
  <message>
   <source>the broker</source>
   <translation>券商</translation>
  </message>
  <message>
   <source>no figures of {0} for {1}</source>
   <translation>缺{1}的 {0}</translation>
  </message>
  <message>
   <source>figures are not those of {0}: {1}</source>
   <translation>数字不是 {0} 的：{1}</translation>
  </message>
  <message>
   <source>{0}: books {1} fen, broker {2} fen</source>
   <translation>{0}：账簿 {1:number} 分，券商 {2:number} 分</translation>
  </message>
  <message>
   <source>assets went from {0} fen to {1} fen, more than {2}</source>
   <translation>资产从 {0:number} 分变到 {1:number} 分，超过 {2:number}</translation>
  </message>
  <message>
   <source>books and broker agree</source>
   <translation>账簿与券商一致</translation>
  </message>
  <message>
   <source>names the desk wants no more of</source>
   <translation>本交易台不再要的股票</translation>
  </message>
  <message>
   <source>{0} is on the blacklist</source>
   <translation>{0:one} 在黑名单上</translation>
  </message>
  <message>
   <source>boards with wider limits lose more in a day</source>
   <translation>涨跌幅宽的板块一天亏得更多</translation>
  </message>
  <message>
   <source>no buys</source>
   <translation>没有买入</translation>
  </message>
  <message>
   <source>the account is worth {0} fen</source>
   <translation>账户资产 {0:number} 分</translation>
  </message>
  <message>
   <source>a bought name is of no board</source>
   <translation>买入的股票不属于任何板块</translation>
  </message>
  <message>
   <source>{0}: {1} of assets, at most {2}</source>
   <translation>{0:board}：占资产 {1:number}，最多 {2:number}</translation>
  </message>
  <message>
   <source>the exchanges watch accounts that cancel what they order (abnormal trading by program)</source>
   <translation>交易所关注频繁撤单的账户（程序化异常交易）</translation>
  </message>
  <message>
   <source>earlier orders and cancels are not known</source>
   <translation>此前的委托与撤单不明</translation>
  </message>
  <message>
   <source>{0} cancels of {1} orders: too few to judge</source>
   <translation>{1} 笔委托撤了 {0:number} 笔：太少，不作判断</translation>
  </message>
  <message>
   <source>{0} of {1} orders were cancelled, at most {2}</source>
   <translation>{1} 笔委托撤了 {0:number} 笔，最多 {2}</translation>
  </message>
  <message>
   <source>{0} of {1} orders were cancelled</source>
   <translation>{1} 笔委托撤了 {0:number} 笔</translation>
  </message>
  <message>
   <source>what is bought must be paid with money that is there</source>
   <translation>买入须用已有的钱付</translation>
  </message>
  <message>
   <source>{0} fen are reserved, expected none or more</source>
   <translation>冻结 {0:number} 分，不应为负</translation>
  </message>
  <message>
   <source>buys and fees need {0} fen, {1} fen are settled and free</source>
   <translation>买入与费用需 {0:number} 分，可用已交收 {1:number} 分</translation>
  </message>
  <message>
   <source>buys and fees need {0} fen of {1} fen</source>
   <translation>买入与费用需 {0:number} 分，共有 {1:number} 分</translation>
  </message>
  <message>
   <source>a day that has gone wrong is looked at before more is bought</source>
   <translation>当天亏损异常，先查明再买</translation>
  </message>
  <message>
   <source>a purchase at prices that are not this morning's is a guess</source>
   <translation>价格不是今晨的，买入就是猜</translation>
  </message>
  <message>
   <source>no day's bars are known</source>
   <translation>没有任何日线</translation>
  </message>
  <message>
   <source>market data is not fresh: only sells</source>
   <translation>行情数据过期：只许卖出</translation>
  </message>
  <message>
   <source>the newest bars are of {0}, expected {1}: only sells</source>
   <translation>最新日线是 {0} 的，应为 {1}：只许卖出</translation>
  </message>
  <message>
   <source>market data is fresh, bars of {0}</source>
   <translation>行情数据是新的，日线到 {0}</translation>
  </message>
  <message>
   <source>a strategy that has lost so much is looked at before it buys more</source>
   <translation>策略亏了这么多，先查明再买</translation>
  </message>
  <message>
   <source>an order sent twice trades twice</source>
   <translation>发两次就会成交两次</translation>
  </message>
  <message>
   <source>today's order ids are not known</source>
   <translation>今日的委托编号不明</translation>
  </message>
  <message>
   <source>id {0} stands on {1} rows</source>
   <translation>编号 {0:one} 出现在 {1} 行</translation>
  </message>
  <message>
   <source>id {0} was released already</source>
   <translation>编号 {0:one} 早已放行</translation>
  </message>
  <message>
   <source>{0}: {1} equal orders, {2} {3} at {4} li</source>
   <translation>{0:one}：{1:number} 笔相同委托，{2:side} {3:number} 股 @ {4:number} 厘</translation>
  </message>
  <message>
   <source>{0}: bought and sold in one file</source>
   <translation>{0:one}：同一文件里又买又卖</translation>
  </message>
  <message>
   <source>no reference price</source>
   <translation>没有参考价</translation>
  </message>
  <message>
   <source>cancels within a second of their orders are one of the exchanges' four abnormal patterns</source>
   <translation>报出一秒内撤单是交易所四类异常交易之一</translation>
  </message>
  <message>
   <source>the last order would rest {0} s before it is cancelled, at least {1} s</source>
   <translation>最后一笔委托只会停留 {0} 秒就被撤，至少应为 {1} 秒</translation>
  </message>
  <message>
   <source>every order can rest {0} s</source>
   <translation>每笔委托都能停留 {0} 秒</translation>
  </message>
  <message>
   <source>how soon earlier orders were cancelled is not known</source>
   <translation>此前委托多快被撤不明</translation>
  </message>
  <message>
   <source>{0} orders were cancelled within a second of their sending, at most {1}</source>
   <translation>{0} 笔委托在报出一秒内被撤，最多 {1:number} 笔</translation>
  </message>
  <message>
   <source>the same morning must not be traded twice</source>
   <translation>同一次盘前任务不能交易两次</translation>
  </message>
  <message>
   <source>the files released today are not known</source>
   <translation>今日放行的文件不明</translation>
  </message>
  <message>
   <source>this would be file {0} of the day, at most {1}</source>
   <translation>这会是当日第 {0:number} 个文件，最多 {1:number} 个</translation>
  </message>
  <message>
   <source>file {0} of the day</source>
   <translation>当日第 {0:number} 个文件</translation>
  </message>
  <message>
   <source>the account borrows nothing</source>
   <translation>账户不借钱</translation>
  </message>
  <message>
   <source>{0} of assets held and bought, at most {1}</source>
   <translation>持有加买入占资产 {0}，最多 {1:number}</translation>
  </message>
  <message>
   <source>{0} of assets held and bought</source>
   <translation>持有加买入占资产 {0}</translation>
  </message>
  <message>
   <source>the exchange refuses an odd size or a price between ticks</source>
   <translation>交易所不收零碎股数或不合价位的价格</translation>
  </message>
  <message>
   <source>{0} li is not on the tick</source>
   <translation>{0:number} 厘不合最小价位</translation>
  </message>
  <message>
   <source>{0} {1} shares is no size {2} takes ({3} sellable)</source>
   <translation>{2} 不收{0:side} {1:number} 股（可卖 {3:number} 股）</translation>
  </message>
  <message>
   <source>20,000 orders and cancels a day make an account high-frequency (exchange rules in force 2025-07-07)</source>
   <translation>一天 20,000 笔申报撤单即为高频账户（交易所规则 2025-07-07 起施行）</translation>
  </message>
  <message>
   <source>today's orders and cancels are not known</source>
   <translation>今日的委托与撤单不明</translation>
  </message>
  <message>
   <source>{0} orders and cancels today, at most {1}</source>
   <translation>今日委托与撤单 {0:number} 笔，最多 {1:number} 笔</translation>
  </message>
  <message>
   <source>at worst {0} orders and cancels today</source>
   <translation>今日委托与撤单最多 {0:number} 笔</translation>
  </message>
  <message>
   <source>300 orders and cancels in one second make an account high-frequency (exchange rules in force 2025-07-07)</source>
   <translation>一秒 300 笔申报撤单即为高频账户（交易所规则 2025-07-07 起施行）</translation>
  </message>
  <message>
   <source>{0} orders and cancels could fall into one second, at most {1}</source>
   <translation>一秒内可能有 {0:number} 笔委托与撤单，最多 {1:number} 笔</translation>
  </message>
  <message>
   <source>at worst {0} orders and cancels in one second</source>
   <translation>一秒内委托与撤单最多 {0:number} 笔</translation>
  </message>
  <message>
   <source>much of a name traded in a short time is one of the exchanges' four abnormal patterns</source>
   <translation>短时间大量交易同一只股票是交易所四类异常交易之一</translation>
  </message>
  <message>
   <source>{0}: {1} mean minutes' turnover, at most {2}</source>
   <translation>{0:one}：{1:number} 个平均分钟的成交额，最多 {2:number} 个</translation>
  </message>
  <message>
   <source>a file far longer than any plan is a fault</source>
   <translation>文件远长于任何计划，必是差错</translation>
  </message>
  <message>
   <source>{0} orders, at most {1}</source>
   <translation>{0:number} 笔委托，最多 {1:number} 笔</translation>
  </message>
  <message>
   <source>{0} orders</source>
   <translation>{0:number} 笔委托</translation>
  </message>
  <message>
   <source>a zero too many must not reach the broker</source>
   <translation>多打的零不能到券商那里</translation>
  </message>
  <message>
   <source>{0}: {1} fen ordered, at most {2} fen</source>
   <translation>{0:one}：委托 {1:number} 分，最多 {2:number} 分</translation>
  </message>
  <message>
   <source>a plan of another day, or from older data, prices a market that is gone</source>
   <translation>别日的计划或旧数据的计划，定的是已过去的行情</translation>
  </message>
  <message>
   <source>orders for {0} on {1}</source>
   <translation>{1} 的委托却是 {0:one} 的</translation>
  </message>
  <message>
   <source>the plan is for {0}, not {1}</source>
   <translation>计划是 {0} 的，不是 {1} 的</translation>
  </message>
  <message>
   <source>the plan rests on data of {0}, expected {1}</source>
   <translation>计划所用数据是 {0} 的，应为 {1}</translation>
  </message>
  <message>
   <source>planned for {0} from data of {1}</source>
   <translation>{0} 的计划，数据为 {1}</translation>
  </message>
  <message>
   <source>the exchange refuses a price outside the day's limits</source>
   <translation>交易所不收超出当日涨跌停的价格</translation>
  </message>
  <message>
   <source>{0} li is outside {1}…{2}</source>
   <translation>{0:number} 厘超出 {1:number}…{2:number}</translation>
  </message>
  <message>
   <source>the exchange refuses a price beyond the cage, and the order is lost</source>
   <translation>超出价格笼子的委托会被拒，等于白下</translation>
  </message>
  <message>
   <source>{0} li is beyond the price cage at {1}</source>
   <translation>{0:number} 厘超出价格笼子 {1:number}</translation>
  </message>
  <message>
   <source>a price far from the reference is a typing error until shown otherwise</source>
   <translation>价格离参考价太远，先当作打错</translation>
  </message>
  <message>
   <source>{0} li is further than {1} from {2}</source>
   <translation>{0:number} 厘离 {2:number} 超过 {1:number}</translation>
  </message>
  <message>
   <source>who does not know what is held must not trade on it</source>
   <translation>不知道持有什么，就不能交易</translation>
  </message>
  <message>
   <source>{0} open break(s): {1}</source>
   <translation>{0:number} 项未处理差异：{1}</translation>
  </message>
  <message>
   <source>first trading day: nothing to reconcile yet</source>
   <translation>首个交易日：还没有可对的账</translation>
  </message>
  <message>
   <source>Close of {0} has not settled; run it first</source>
   <translation>{0} 的收盘未结清；请先运行它</translation>
  </message>
  <message>
   <source>{0} is reconciled</source>
   <translation>{0:one} 已对账</translation>
  </message>
  <message>
   <source>software that buys the same again and again does not see what it has bought</source>
   <translation>反复买入同一只股票的程序，看不见自己买了什么</translation>
  </message>
  <message>
   <source>earlier files are not known</source>
   <translation>此前的文件不明</translation>
  </message>
  <message>
   <source>{0}: bought in each of the last {1} files, at most {2}</source>
   <translation>{0:one}：最近 {1} 个文件个个都买，最多 {2:number} 个</translation>
  </message>
  <message>
   <source>compliance forbids the desk to trade them, selling included</source>
   <translation>合规禁止交易，卖出也不行</translation>
  </message>
  <message>
   <source>{0} is on the restricted list</source>
   <translation>{0:one} 在限制名单上</translation>
  </message>
  <message>
   <source>names of one industry fall together</source>
   <translation>同一行业会一起跌</translation>
  </message>
  <message>
   <source>{0} with names of no known industry</source>
   <translation>{0}，行业不明的也计入</translation>
  </message>
  <message>
   <source>{0}: {1} of assets{2}, at most {3}</source>
   <translation>{0}：占资产 {1:number}{2}，最多 {3:number}</translation>
  </message>
  <message>
   <source>names without an industry</source>
   <translation>没有行业的股票</translation>
  </message>
  <message>
   <source>a file cut short must have reduced before it adds</source>
   <translation>文件若被截断，应已先减后加</translation>
  </message>
  <message>
   <source>a sell stands behind a buy</source>
   <translation>有卖出排在买入之后</translation>
  </message>
  <message>
   <source>sells stand before buys</source>
   <translation>卖出都在买入之前</translation>
  </message>
  <message>
   <source>one press by a person, a guard or a rule must hold every order back</source>
   <translation>人、守护或规则按一次，就要扣住全部委托</translation>
  </message>
  <message>
   <source>trading is active</source>
   <translation>交易正常</translation>
  </message>
  <message>
   <source>STOP says REDUCING: only sells</source>
   <translation>STOP 为 REDUCING：只许卖出</translation>
  </message>
  <message>
   <source>STOP says HALTED: nothing is sent</source>
   <translation>STOP 为 HALTED：什么都不发</translation>
  </message>
  <message>
   <source>when nearly every name falls, prices are not made by buyers</source>
   <translation>几乎全市场下跌时，价格不由买方决定</translation>
  </message>
  <message>
   <source>the night's strength of the market is not known; run Night again</source>
   <translation>昨夜的市场强度不明；请重新运行夜间</translation>
  </message>
  <message>
   <source>market strength {0}, at least {1}</source>
   <translation>市场强度 {0:number}，至少 {1:number}</translation>
  </message>
  <message>
   <source>market strength {0}</source>
   <translation>市场强度 {0:number}</translation>
  </message>
  <message>
   <source>one name's accident must stay small</source>
   <translation>一只股票出事，损失要小</translation>
  </message>
  <message>
   <source>shares are sold from the day after their purchase on, and never short</source>
   <translation>股份买入次日起才能卖，不得卖空</translation>
  </message>
  <message>
   <source>{0}: {1} shares sold in all, {2} sellable</source>
   <translation>{0:one}：合计卖 {1:number} 股，可卖 {2:number} 股</translation>
  </message>
  <message>
   <source>an order in a suspended share lies at the broker and binds cash for nothing</source>
   <translation>停牌股的委托躺在券商那里，白占资金</translation>
  </message>
  <message>
   <source>bounds what a wrong plan can cost in a day</source>
   <translation>限制错误计划一天能造成的损失</translation>
  </message>
  <message>
   <source>what was bought today is not known</source>
   <translation>今日已买多少不明</translation>
  </message>
  <message>
   <source>{0} of assets bought, at most {1}</source>
   <translation>买入占资产 {0:number}，最多 {1:number}</translation>
  </message>
  <message>
   <source>{0} of assets bought</source>
   <translation>买入占资产 {0:number}</translation>
  </message>
  <message>
   <source>the previous close</source>
   <translation>前一日收盘资产</translation>
  </message>
  <message>
   <source>the highest close</source>
   <translation>最高收盘资产</translation>
  </message>
  <message>
   <source>the account's value was never read</source>
   <translation>从未读到账户资产</translation>
  </message>
  <message>
   <source>{0} fen against {1} fen at {2}, at most {3} less</source>
   <translation>现为 {0:number} 分，{2}为 {1:number} 分，最多少 {3:number}</translation>
  </message>
  <message>
   <source>tripped on {0} and not re-armed; {1}</source>
   <translation>{0:one} 触发且未解除；{1}</translation>
  </message>
  <message>
   <source>{0}: {1} of {2} reads in a row beyond</source>
   <translation>{0}：连续 {2:number} 次读数要求中已有 {1:number} 次超限</translation>
  </message>
  <message>
   <source>{0} is not held</source>
   <translation>{0} 没有被扣住</translation>
  </message>
  <message>
   <source>held: {0}</source>
   <translation>扣住：{0}</translation>
  </message>
  <message>
   <source>{0} was pressed {1}; re-arming waits {2} s</source>
   <translation>{0} 在 {1} 按下；解除要等 {2} 秒</translation>
  </message>
  <message>
   <source>an override needs a name and a reason</source>
   <translation>越过须填姓名和理由</translation>
  </message>
  <message>
   <source>give --override and --override-reason</source>
   <translation>请给出 --override 和 --override-reason</translation>
  </message>
  <message>
   <source>STOP stays: {0}</source>
   <translation>STOP 不变：{0}</translation>
  </message>
  <message>
   <source>wait, mend it, or override it with --override NAME --override-reason WHY</source>
   <translation>请等待、修好，或用 --override NAME --override-reason WHY 越过</translation>
  </message>
  <message>
   <source>mend it first; it cannot be overridden</source>
   <translation>请先修好；这一项不能越过</translation>
  </message>
  <message>
   <source>nobody knows when</source>
   <translation>时间不明</translation>
  </message>
  <message>
   <source>{0} s ago</source>
   <translation>{0:one} 秒前</translation>
  </message>
  <message>
   <source>only buys, and they were dropped</source>
   <translation>只有买入，且都被去掉</translation>
  </message>
  <message>
   <source>no orders</source>
   <translation>没有委托</translation>
  </message>
  <message>
   <source>gate {0} is not among the expected ones</source>
   <translation>不应有风控项 {0:gate}</translation>
  </message>
  <message>
   <source>gate {0} is missing</source>
   <translation>缺少风控项 {0:gate}</translation>
  </message>
  <message>
   <source>gate {0} hangs: {1}</source>
   <translation>风控项{0:gate}没有响应：{1}</translation>
  </message>
  <message>
   <source>gate {0} failed: {1}</source>
   <translation>风控项{0:gate}出错：{1}</translation>
  </message>
  <message>
   <source>gate {0} {1}</source>
   <translation>风控项{0:gate}{1}</translation>
  </message>
  <message>
   <source>answered {0}, not a verdict of its own</source>
   <translation>给出 {0}，不是它自己的结论</translation>
  </message>
  <message>
   <source>ruled {0}, expected one of {1}</source>
   <translation>结论为 {0}，应为 {1} 之一</translation>
  </message>
  <message>
   <source>ruled {0} with the code {1}</source>
   <translation>结论为 {0}，代码却是 {1}</translation>
  </message>
  <message>
   <source>gave no reason for {0}</source>
   <translation>没有说明 {0} 的理由</translation>
  </message>
  <message>
   <source>the STOP file is not UTF-8 text</source>
   <translation>STOP 文件不是 UTF-8 文本</translation>
  </message>
  <message>
   <source>the STOP file says {0}, not ACTIVE, REDUCING or HALTED</source>
   <translation>STOP 文件写着 {0}，应为 ACTIVE、REDUCING 或 HALTED</translation>
  </message>
  <message>
   <source>the STOP file's table is not whole</source>
   <translation>STOP 文件的表格不完整</translation>
  </message>
  <message>
   <source>a row is neither hold nor cancel</source>
   <translation>有一行既不是扣住也不是撤单</translation>
  </message>
  <message>
   <source>the STOP file's table cannot be understood: {0}</source>
   <translation>STOP 文件的表格无法理解：{0}</translation>
  </message>
  <message>
   <source>a hold has {0} cells, expected {1}</source>
   <translation>扣住的一行有 {0:number} 格，应为 {1} 格</translation>
  </message>
  <message>
   <source>a hold says ACTIVE, expected REDUCING or HALTED</source>
   <translation>扣住的一行写着 ACTIVE，应为 REDUCING 或 HALTED</translation>
  </message>
  <message>
   <source>a cancel has {0} cells, expected {1}</source>
   <translation>撤单的一行有 {0:number} 格，应为 {1} 格</translation>
  </message>
  <message>
   <source>{0} orders rejected in a row, such as: {1}</source>
   <translation>连续 {0:number} 笔委托被拒，例如：{1}</translation>
  </message>
  <message>
   <source>no reason given</source>
   <translation>没有给理由</translation>
  </message>
  <message>
   <source>{0} rows of the executor's journal cannot be read; besides, {1} orders rejected in a row</source>
   <translation>执行端日志有 {0} 行读不出；另有连续 {1} 笔委托被拒</translation>
  </message>
  <message>
   <source>{0}, and {1} more</source>
   <translation>{0}，另有 {1:number} 项</translation>
  </message>
  <message>
   <source>{0} presses {1}: {2}</source>
   <translation>{0} 按下 {1:one}：{2}</translation>
  </message>
  <message>
   <source>absent {0}</source>
   <translation>{0:one} 不在</translation>
  </message>
  <message>
   <source>{0} is not running</source>
   <translation>{0} 没有运行</translation>
  </message>
  <message>
   <source>{0} died while {1}</source>
   <translation>{0:one} 在 {1} 时中断</translation>
  </message>
  <message>
   <source>{0} hangs while {1}: silent for {2} s, promised {3} s</source>
   <translation>{0:one} 在 {1} 时没有响应：已静默 {2:number} 秒，承诺 {3:number} 秒</translation>
  </message>
  <message>
   <source>(not shown here)</source>
   <translation>（此处不显示）</translation>
  </message>
  <message>
   <source>change that line by hand</source>
   <translation>请手工改那一行</translation>
  </message>
  <message>
   <source>write SECTION.KEY; `daybreak config show` lists every switch</source>
   <translation>请写 SECTION.KEY；`daybreak config show` 列出全部设置</translation>
  </message>
  <message>
   <source>that is no switch</source>
   <translation>没有这个设置</translation>
  </message>
  <message>
   <source>{0} is no switch</source>
   <translation>{0} 不是设置</translation>
  </message>
  <message>
   <source>{0} is empty, expected {1}</source>
   <translation>{0} 是空的，应为{1}</translation>
  </message>
  <message>
   <source>`config unset` takes it out</source>
   <translation>`config unset` 可以去掉它</translation>
  </message>
  <message>
   <source>{0} is written so that {1} cannot be changed by a program</source>
   <translation>{0} 的写法使程序无法改动 {1}</translation>
  </message>
  <message>
   <source>{0} has no owner; expected a name</source>
   <translation>{0} 没有负责人；应填姓名</translation>
  </message>
  <message>
   <source>{0} is no gate; expected {1}</source>
   <translation>{0} 不是风控项；应为 {1}</translation>
  </message>
  <message>
   <source>correct it and start again; `daybreak config show` lists every switch</source>
   <translation>请改正后重新开始；`daybreak config show` 列出全部设置</translation>
  </message>
  <message>
   <source>{0} has no canonical form</source>
   <translation>{0} 没有规范写法</translation>
  </message>
  <message>
   <source>{0} is a link to a file that is not there</source>
   <translation>{0} 指向不存在的文件</translation>
  </message>
  <message>
   <source>restore or remove it</source>
   <translation>请恢复或删除它</translation>
  </message>
  <message>
   <source>make it readable</source>
   <translation>请使其可读</translation>
  </message>
  <message>
   <source>{0} is empty, expected sections of switches</source>
   <translation>{0} 是空的，应有各节设置</translation>
  </message>
  <message>
   <source>restore it, or delete the file</source>
   <translation>请恢复它，或删除该文件</translation>
  </message>
  <message>
   <source>environment variable {0}</source>
   <translation>环境变量 {0}</translation>
  </message>
  <message>
   <source>{0} is not written {1}SECTION__KEY in capitals</source>
   <translation>{0} 没有写成大写的 {1}SECTION__KEY</translation>
  </message>
  <message>
   <source>{0}: unknown section {1}</source>
   <translation>{0}：没有节 {1}</translation>
  </message>
  <message>
   <source>{0}: section {1} holds no keys; write some under it or delete it</source>
   <translation>{0}：节 {1} 没有键；请写几个，或删掉该节</translation>
  </message>
  <message>
   <source>{0}: unknown key {1}.{2}</source>
   <translation>{0}：没有键 {1:one}.{2}</translation>
  </message>
  <message>
   <source>{0}; a secret is never a setting: keep it in the keyring or, for Tushare, in TUSHARE_TOKEN</source>
   <translation>{0}；密钥从不写进设置：请存入钥匙串，Tushare 的也可放 TUSHARE_TOKEN</translation>
  </message>
  <message>
   <source>{0}; did you mean {1}?</source>
   <translation>{0}；是否想写 {1}？</translation>
  </message>
  <message>
   <source>{0}; expected one of {1}</source>
   <translation>{0}；应为 {1} 之一</translation>
  </message>
  <message>
   <source>Value error, {0}</source>
   <translation>取值有误：{0}</translation>
  </message>
  <message>
   <source>{0}; put it in quotes</source>
   <translation>{0}；请加引号</translation>
  </message>
  <message>
   <source>{0}: {1} is {2}, expected {3}</source>
   <translation>{0}：{1:one} 是 {2}，应为{3}</translation>
  </message>
  <message>
   <source>something not shown here</source>
   <translation>此处不显示</translation>
  </message>
  <message>
   <source>{0} is no dataset; expected {1}</source>
   <translation>{0} 不是数据集；应为 {1}</translation>
  </message>
  <message>
   <source>{0} is no interface; expected {1}</source>
   <translation>{0} 不是接口；应为 {1}</translation>
  </message>
  <message>
   <source>{0} at {1} would never be asked; expected ≥ 1</source>
   <translation>{0} 为 {1} 时永远不会询问；应 ≥ 1</translation>
  </message>
  <message>
   <source>{0} is no role; expected one of {1}</source>
   <translation>{0} 不是角色；应为 {1} 之一</translation>
  </message>
  <message>
   <source>write the whole path: programs start in different folders</source>
   <translation>请写完整路径：各程序的起始文件夹不同</translation>
  </message>
  <message>
   <source>a SHADOW desk exchanges nothing outside its home; leave it empty</source>
   <translation>SHADOW 交易台不与主目录之外交换文件；请留空</translation>
  </message>
  <message>
   <source>aliases are not used here</source>
   <translation>这里不用别名</translation>
  </message>
  <message>
   <source>nested deeper than {0}</source>
   <translation>嵌套超过 {0} 层</translation>
  </message>
  <message>
   <source>{0}: expected `section:` lines, found something else</source>
   <translation>{0}：应为 `section:` 的行，却是别的</translation>
  </message>
  <message>
   <source>correct the file</source>
   <translation>请改正文件</translation>
  </message>
  <message>
   <source>{0} line {1}: not UTF-8 text</source>
   <translation>{0} 第 {1} 行：不是 UTF-8 文本</translation>
  </message>
  <message>
   <source>correct the YAML</source>
   <translation>请改正 YAML</translation>
  </message>
  <message>
   <source>restore the file</source>
   <translation>请恢复文件</translation>
  </message>
  <message>
   <source>{0}: a key must be a word</source>
   <translation>{0}：键须是一个词</translation>
  </message>
  <message>
   <source>{0}: {1} stands twice, first at {2}</source>
   <translation>{0}：{1} 出现两次，第一次在 {2}</translation>
  </message>
  <message>
   <source>delete one of them</source>
   <translation>请删掉其中一个</translation>
  </message>
  <message>
   <source>{0}: the tag {1} is not used here</source>
   <translation>{0}：这里不用标签 {1}</translation>
  </message>
  <message>
   <source>write the plain value</source>
   <translation>请直接写值</translation>
  </message>
  <message>
   <source>true or false</source>
   <translation>是或否</translation>
  </message>
  <message>
   <source>whole number</source>
   <translation>整数</translation>
  </message>
  <message>
   <source>one of {0}</source>
   <translation>{0} 之一</translation>
  </message>
  <message>
   <source>list of {0}</source>
   <translation>{0} 的列表</translation>
  </message>
  <message>
   <source>mapping of {0} to {1}</source>
   <translation>{0} 到 {1} 的对应</translation>
  </message>
  <message>
   <source>a switch of type {0} could not be explained in one phrase</source>
   <translation>类型为 {0} 的设置无法用一句话说明</translation>
  </message>
  <message>
   <source>at least {0} characters</source>
   <translation>至少 {0} 个字符</translation>
  </message>
  <message>
   <source>matching {0}</source>
   <translation>符合 {0}</translation>
  </message>
  <message>
   <source>default {0}</source>
   <translation>默认 {0}</translation>
  </message>
  <message>
   <source>one of: {0}</source>
   <translation>其中之一：{0}</translation>
  </message>
  <message>
   <source>HH:MM, Beijing time</source>
   <translation>HH:MM，北京时间</translation>
  </message>
  <message>
   <source>{0} is no job; expected one of {1}</source>
   <translation>{0} 不是任务；应为 {1} 之一</translation>
  </message>
  <message>
   <source>{0} is no break code; expected one of {1}</source>
   <translation>{0} 不是差异代号；应为 {1} 之一</translation>
  </message>
  <message>
   <source>expected {0}</source>
   <translation>应为{0}</translation>
  </message>
  <message>
   <source>it last spoke at {0}</source>
   <translation>它最后一次报告是 {0}</translation>
  </message>
  <message>
   <source>daybreak drill stop</source>
   <translation>daybreak drill stop</translation>
  </message>
  <message>
   <source>restore state.sqlite3 from a backup</source>
   <translation>从备份恢复 state.sqlite3</translation>
  </message>
  <message>
   <source>report this</source>
   <translation>请上报此事</translation>
  </message>
  <message>
   <source>{0} is not initialised</source>
   <translation>{0} 未初始化</translation>
  </message>
  <message>
   <source>daybreak init</source>
   <translation>daybreak init</translation>
  </message>
  <message>
   <source>{0} cannot be written</source>
   <translation>{0} 不可写</translation>
  </message>
  <message>
   <source>give this user write permission</source>
   <translation>请给此用户写权限</translation>
  </message>
  <message>
   <source>{0} GiB free</source>
   <translation>剩余 {0:one} GiB</translation>
  </message>
  <message>
   <source>free some space</source>
   <translation>请腾出空间</translation>
  </message>
  <message>
   <source>mode {0} without a token</source>
   <translation>数据源方式 {0} 没有令牌</translation>
  </message>
  <message>
   <source>set TUSHARE_TOKEN or store it in the keyring</source>
   <translation>设置 TUSHARE_TOKEN，或把它存入钥匙串</translation>
  </message>
  <message>
   <source>channel {0}, mode {1}</source>
   <translation>通道 {0}，数据源方式 {1}</translation>
  </message>
  <message>
   <source>upgrade Python's SQLite</source>
   <translation>请升级 Python 的 SQLite</translation>
  </message>
  <message>
   <source>not pressed</source>
   <translation>未按下</translation>
  </message>
  <message>
   <source>daybreak resume, once it is safe</source>
   <translation>确认安全后运行 daybreak resume</translation>
  </message>
  <message>
   <source>STOP was drilled {0} day(s) ago</source>
   <translation>STOP 于 {0} 天前演练过</translation>
  </message>
  <message>
   <source>{0} named</source>
   <translation>已登记 {0:number} 个</translation>
  </message>
  <message>
   <source>no executor is named: the first answer blocks the Morning after it</source>
   <translation>没有登记执行端：首个回执会阻止其后的盘前任务</translation>
  </message>
  <message>
   <source>daybreak executor package prints the line for cfg.yaml</source>
   <translation>daybreak executor package 会打印 cfg.yaml 要写的那一行</translation>
  </message>
  <message>
   <source>none named, none needed on this channel</source>
   <translation>没有登记，本通道也不需要</translation>
  </message>
  <message>
   <source>stop trading and restore a backup</source>
   <translation>停止交易并从备份恢复</translation>
  </message>
  <message>
   <source>every entry balances and adds up to the figures in use</source>
   <translation>每笔分录都平，且与所用数字相符</translation>
  </message>
  <message>
   <source>{0} fault(s) in the records, first {1}</source>
   <translation>记录有 {0:number} 处错误，第一处：{1}</translation>
  </message>
  <message>
   <source>daybreak audit verify</source>
   <translation>daybreak audit verify</translation>
  </message>
  <message>
   <source>{0} records are what was written</source>
   <translation>{0} 条记录与写入时相同</translation>
  </message>
  <message>
   <source>daybreak breaks list</source>
   <translation>daybreak breaks list</translation>
  </message>
  <message>
   <source>none open</source>
   <translation>没有未处理的</translation>
  </message>
  <message>
   <source>ends on {0}, {1} days from today</source>
   <translation>到 {0} 为止，距今 {1} 天</translation>
  </message>
  <message>
   <source>daybreak data pull --dataset trade_cal</source>
   <translation>daybreak data pull --dataset trade_cal</translation>
  </message>
  <message>
   <source>known until {0}</source>
   <translation>已知到 {0:one}</translation>
  </message>
  <message>
   <source>{0} is {1}: {2}</source>
   <translation>{0:one} {1:circuit}：{2}</translation>
  </message>
  <message>
   <source>docs/data.md says when it is probed</source>
   <translation>docs/data.md 说明何时再试探</translation>
  </message>
  <message>
   <source>none is left alone</source>
   <translation>没有暂停的</translation>
  </message>
  <message>
   <source>{0} file(s) of the manifest are gone, first {1}</source>
   <translation>清单中有 {0:number} 个文件不见了，第一个：{1}</translation>
  </message>
  <message>
   <source>restore them from a backup</source>
   <translation>从备份恢复</translation>
  </message>
  <message>
   <source>every file of the manifest is there</source>
   <translation>清单里的文件都在</translation>
  </message>
  <message>
   <source>tripped: {0}; nothing is bought</source>
   <translation>已触发：{0}；不买入</translation>
  </message>
  <message>
   <source>daybreak gates rearm, once it is understood</source>
   <translation>查明之后运行 daybreak gates rearm</translation>
  </message>
  <message>
   <source>{0} overdue for review, {1} of {2} since {3}</source>
   <translation>{0:number} 项逾期未复核，{1:gate}（{2}）自 {3:one}</translation>
  </message>
  <message>
   <source>look at the limits, then set gates.review_date anew</source>
   <translation>复核限额，再更新 gates.review_date</translation>
  </message>
  <message>
   <source>none tripped, every limit within its review date</source>
   <translation>没有触发，限额都在复核期内</translation>
  </message>
  <message>
   <source>run it again, it goes on where it stopped; demo and a replayed span with --keep</source>
   <translation>请再运行，会从中断处继续；demo 和区间回放请加 --keep</translation>
  </message>
  <message>
   <source>make room on that disk, then run this again: nothing is lost, it goes on where it stopped</source>
   <translation>请在该磁盘腾出空间再运行：没有丢失，会从中断处继续</translation>
  </message>
  <message>
   <source>let this user write there, then run this again: nothing is lost, it goes on where it stopped</source>
   <translation>请让此用户可写再运行：没有丢失，会从中断处继续</translation>
  </message>
  <message>
   <source>stopped by hand</source>
   <translation>被人停止</translation>
  </message>
  <message>
   <source>nothing was typed</source>
   <translation>没有输入</translation>
  </message>
  <message>
   <source>answer the question, or give the option for it</source>
   <translation>请回答问题，或用选项给出</translation>
  </message>
  <message>
   <source>another program holds it: close that (a viewer, a virus scanner, a backup), then run this again</source>
   <translation>有别的程序占用：请关掉它（查看器、杀毒、备份）再运行</translation>
  </message>
  <message>
   <source>mend path, permissions or disk; try again</source>
   <translation>请修正路径、权限或磁盘再试</translation>
  </message>
  <message>
   <source>see `{0} --help`</source>
   <translation>见 `{0} --help`</translation>
  </message>
  <message>
   <source>start it again; if it stays, report the lines above</source>
   <translation>请重新开始；若仍出现，请上报以上各行</translation>
  </message>
  <message>
   <source>daybreak alarms check</source>
   <translation>daybreak alarms check</translation>
  </message>
  <message>
   <source>nobody looks for alarms in {0} any more</source>
   <translation>{0} 不再有人查看报警</translation>
  </message>
  <message>
   <source>--hours is {0}, expected more than 0 and at most {1}</source>
   <translation>--hours 是 {0}，应大于 0 且不超过 {1:number}</translation>
  </message>
  <message>
   <source>see alarms.max_shelf_h</source>
   <translation>见 alarms.max_shelf_h</translation>
  </message>
  <message>
   <source>off the shelf</source>
   <translation>已取消搁置</translation>
  </message>
  <message>
   <source>{0} is no alarm</source>
   <translation>{0:one} 不是报警</translation>
  </message>
  <message>
   <source>{0} line(s)</source>
   <translation>{0:number} 行</translation>
  </message>
  <message>
   <source>{0} alarm(s) {1}</source>
   <translation>{0:number} 条报警{1}</translation>
  </message>
  <message>
   <source>{0} alarm(s), {1} not acknowledged{2}</source>
   <translation>{0:number} 条报警，{1:number} 条未确认{2}</translation>
  </message>
  <message>
   <source>{0}; nobody ever looked: `daybreak alarms check`, or let the engine run</source>
   <translation>{0}；还没有人查看过：运行 `daybreak alarms check`，或让引擎运行</translation>
  </message>
  <message>
   <source>{0}; nobody is watching since {1}: `daybreak alarms check`, or start the engine</source>
   <translation>{0}；自 {1} 起没有人查看：运行 `daybreak alarms check`，或启动引擎</translation>
  </message>
  <message>
   <source>{0} record(s) and {1} file(s) of {2} in {3}</source>
   <translation>{3} 中有 {2} 的 {0} 条记录和 {1} 个文件</translation>
  </message>
  <message>
   <source>seal  {0}</source>
   <translation>封印  {0}</translation>
  </message>
  <message>
   <source>--against-home compares an archive with the home</source>
   <translation>--against-home 是把归档与主目录比较</translation>
  </message>
  <message>
   <source>name the archive's folder</source>
   <translation>请写归档的文件夹</translation>
  </message>
  <message>
   <source>{0}: {1} fault(s)</source>
   <translation>{0}：{1:number} 处错误</translation>
  </message>
  <message>
   <source>{0} record(s) of {1} run(s), {2} fault(s)</source>
   <translation>{1} 次运行的 {0} 条记录，{2:number} 处错误</translation>
  </message>
  <message>
   <source>head  {0}</source>
   <translation>链头  {0}</translation>
  </message>
  <message>
   <source>{0}; result {1} beside {2}</source>
   <translation>{0}；结果 {1}，对照 {2}</translation>
  </message>
  <message>
   <source>{0} day(s), the same orders on {1}</source>
   <translation>{0:number} 天，其中 {1} 天委托相同</translation>
  </message>
  <message>
   <source>as of {0} ({1})</source>
   <translation>截至 {0}（{1}）</translation>
  </message>
  <message>
   <source>has not run yet</source>
   <translation>还没有运行过</translation>
  </message>
  <message>
   <source>{0}  {1}  {2}, code {3}, settings {4}, {5}</source>
   <translation>{0}  {1:one}  {2:one}，代码 {3:one}，设置 {4:one}，{5}</translation>
  </message>
  <message>
   <source>in the window at once</source>
   <translation>窗口立即生效</translation>
  </message>
  <message>
   <source>with the next run</source>
   <translation>下次运行生效</translation>
  </message>
  <message>
   <source>once the guard is started again</source>
   <translation>重启守护后生效</translation>
  </message>
  <message>
   <source>once `daybreak executor package` was run and its file put into the terminal</source>
   <translation>运行 `daybreak executor package` 并把文件放入终端后生效</translation>
  </message>
  <message>
   <source>settings in force</source>
   <translation>生效中的设置</translation>
  </message>
  <message>
   <source>{0} has no value</source>
   <translation>{0} 没有值</translation>
  </message>
  <message>
   <source>give SECTION.KEY VALUE in pairs</source>
   <translation>请成对写 SECTION.KEY VALUE</translation>
  </message>
  <message>
   <source>{0} backup(s)</source>
   <translation>{0:number} 个备份</translation>
  </message>
  <message>
   <source>{0}, yet the one in {1} ({2}) is still used</source>
   <translation>{0}，但 {1}（{2}）里的仍在使用</translation>
  </message>
  <message>
   <source>the token is no longer in the keyring{0}</source>
   <translation>令牌已从钥匙串移除{0}</translation>
  </message>
  <message>
   <source>{0}, yet the one in {1} ({2}) is used before it</source>
   <translation>{0}，但 {1}（{2}）里的优先使用</translation>
  </message>
  <message>
   <source>the token is in the keyring{0}</source>
   <translation>令牌已存入钥匙串{0}</translation>
  </message>
  <message>
   <source>mode {0} asks nobody</source>
   <translation>数据源方式 {0} 谁也不询问</translation>
  </message>
  <message>
   <source>`daybreak config set data_source.mode tushare_official`</source>
   <translation>`daybreak config set data_source.mode tushare_official`</translation>
  </message>
  <message>
   <source>{0} answered in {1} ms with {2} days</source>
   <translation>{0:one} 用 {1:number} 毫秒答复，{2:number} 天</translation>
  </message>
  <message>
   <source>would change</source>
   <translation>将会改变</translation>
  </message>
  <message>
   <source>{0} switch(es) {1}</source>
   <translation>{0:number} 项设置{1}</translation>
  </message>
  <message>
   <source>{0} by {1}</source>
   <translation>{0:one} 被 {1:one}</translation>
  </message>
  <message>
   <source>{0}; overridden: {1}</source>
   <translation>{0}；被覆盖的：{1}</translation>
  </message>
  <message>
   <source>there is no display to show a window on</source>
   <translation>没有可显示窗口的桌面</translation>
  </message>
  <message>
   <source>log in at a desktop, or use `daybreak serve`</source>
   <translation>请登录桌面，或用 `daybreak serve`</translation>
  </message>
  <message>
   <source>the console needs Qt, which is not installed</source>
   <translation>控制台需要 Qt，而它没有安装</translation>
  </message>
  <message>
   <source>pip install 'daybreak[gui]'</source>
   <translation>pip install 'daybreak[gui]'</translation>
  </message>
  <message>
   <source>install what it names; docs/install.md lists what a bare machine lacks</source>
   <translation>请安装它所说的；docs/install.md 列出空机器缺什么</translation>
  </message>
  <message>
   <source>Qt cannot be loaded: {0}</source>
   <translation>Qt 无法加载：{0}</translation>
  </message>
  <message>
   <source>data_source.mode is {0} and there is no Tushare token; the system keyring: {1}</source>
   <translation>data_source.mode 为 {0}，但没有 Tushare 令牌；系统钥匙串：{1}</translation>
  </message>
  <message>
   <source>data_source.mode is {0} and there is no Tushare token</source>
   <translation>data_source.mode 是 {0}，却没有 Tushare 令牌</translation>
  </message>
  <message>
   <source>store one by `daybreak config token` or set TUSHARE_TOKEN, or choose mode manual_csv or cache_only</source>
   <translation>用 `daybreak config token` 存一个，或设置 TUSHARE_TOKEN，或改用 manual_csv 或 cache_only</translation>
  </message>
  <message>
   <source>{0} fetched, {1} already stored, {2} missing</source>
   <translation>拉取 {0} 项，已有 {1} 项，缺 {2:number} 项</translation>
  </message>
  <message>
   <source>name the folder that holds the CSV or Parquet files, or one file</source>
   <translation>请写放 CSV 或 Parquet 文件的文件夹，或一个文件</translation>
  </message>
  <message>
   <source>{0} partitions from {1}, {2} of them new{3}</source>
   <translation>从 {1} 导入 {0:number} 个分区，其中新的 {2:number} 个{3}</translation>
  </message>
  <message>
   <source>left aside {0}</source>
   <translation>搁下 {0}</translation>
  </message>
  <message>
   <source>as of {0}</source>
   <translation>截至 {0}</translation>
  </message>
  <message>
   <source>correction #{0} is laid over</source>
   <translation>更正 #{0} 已生效</translation>
  </message>
  <message>
   <source>proposal #{0} is withdrawn</source>
   <translation>提议 #{0} 已撤回</translation>
  </message>
  <message>
   <source>{0} correction(s), {1} proposal(s), {2} of them wait for the second step</source>
   <translation>{0:number} 条更正，{1:number} 条提议，其中 {2} 条等第二步</translation>
  </message>
  <message>
   <source>{0} vendor revision(s)</source>
   <translation>{0:number} 次供应商修订</translation>
  </message>
  <message>
   <source>proposal #{0} waits for its second step: daybreak data confirm {1} --author NAME --reason TEXT</source>
   <translation>提议 #{0} 等第二步：daybreak data confirm {1} --author NAME --reason TEXT</translation>
  </message>
  <message>
   <source>choose from {0}</source>
   <translation>请从 {0} 中选</translation>
  </message>
  <message>
   <source>{0} bars of {1} shares, {2} with a stored limit: {3}</source>
   <translation>{1} 只股票的 {0} 条日线，{2} 条有已存涨跌停价：{3}</translation>
  </message>
  <message>
   <source>{0} exceptions, {1} of them unexplained</source>
   <translation>{0} 处例外，其中 {1:number} 处未能说明</translation>
  </message>
  <message>
   <source>stored limits were worked out here from the same rules: they are no second opinion</source>
   <translation>已存涨跌停价就是按同一规则算的：不能互证</translation>
  </message>
  <message>
   <source>{0} trading days on the SIMULATED demo exchange</source>
   <translation>模拟演示交易所的 {0:number} 个交易日</translation>
  </message>
  <message>
   <source>report  {0}</source>
   <translation>报告  {0}</translation>
  </message>
  <message>
   <source>home    {0}</source>
   <translation>主目录  {0}</translation>
  </message>
  <message>
   <source>{0} is not a Daybreak home</source>
   <translation>{0} 不是破晓主目录</translation>
  </message>
  <message>
   <source>run `daybreak init` first, or name another --home</source>
   <translation>请先运行 `daybreak init`，或换一个 --home</translation>
  </message>
  <message>
   <source>{0} drill(s) in {1}</source>
   <translation>{1} 中有 {0:number} 次演练</translation>
  </message>
  <message>
   <source>{0} orders sent after the press (the last {1} s after it), {2} of {3} working ones cancelled within {4} s</source>
   <translation>按下后又发出 {0} 笔委托（最后一笔在 {1} 秒后），{3} 笔在途委托有 {2} 笔在 {4} 秒内撤掉</translation>
  </message>
  <message>
   <source>after {0}</source>
   <translation>在{0:kind}之后</translation>
  </message>
  <message>
   <source>guard {0}, alarms {1}</source>
   <translation>守护 {0}，报警 {1}</translation>
  </message>
  <message>
   <source>engine {0} since {1}, channel {2}, {3}</source>
   <translation>引擎 {0:one} 自 {1} 起运行，通道 {2:one}，{3}</translation>
  </message>
  <message>
   <source>runs {0} of {1} {2}</source>
   <translation>正在运行 {1:one} 的{0:kind} {2}</translation>
  </message>
  <message>
   <source>{0} of {1} waits until {2}</source>
   <translation>{1} 的{0:kind}等到 {2}</translation>
  </message>
  <message>
   <source>executor {0}, settings {1}, in {2}</source>
   <translation>执行端 {0}，设置 {1}，在 {2}</translation>
  </message>
  <message>
   <source>name it in cfg.yaml, so that its acks are known: execution.known_executors: [{0}]</source>
   <translation>请写进 cfg.yaml，使其回执可认：execution.known_executors: [{0}]</translation>
  </message>
  <message>
   <source>ACCEPT_CHANNEL is left {0}: a person writes LIVE there in the terminal, by hand; then its acks say settings {1}</source>
   <translation>ACCEPT_CHANNEL 仍是 {0}：由人在终端里手写 LIVE；之后其回执会写设置 {1}</translation>
  </message>
  <message>
   <source>SIMULATED_ACCOUNT is empty: write the whole number there, or give --simulated-account</source>
   <translation>SIMULATED_ACCOUNT 是空的：请在那里写完整账号，或给出 --simulated-account</translation>
  </message>
  <message>
   <source>{0}, kept as {1}</source>
   <translation>{0}，存为 {1}</translation>
  </message>
  <message>
   <source>{0}; {1} more: --top {2}, or --json</source>
   <translation>{0}；还有 {1:number} 项：--top {2:number} 或 --json</translation>
  </message>
  <message>
   <source>{0} ({1} MB): {2}</source>
   <translation>{0}（{1} MB）：{2}</translation>
  </message>
  <message>
   <source>there is no category {0}</source>
   <translation>没有类别 {0}</translation>
  </message>
  <message>
   <source>no factor is left to measure</source>
   <translation>没有剩下可衡量的因子</translation>
  </message>
  <message>
   <source>drop --category or name other factors</source>
   <translation>请去掉 --category 或写别的因子</translation>
  </message>
  <message>
   <source>there is no label of {0} days</source>
   <translation>没有 {0} 天的标签</translation>
  </message>
  <message>
   <source>--names {0} is none</source>
   <translation>--names {0} 没有这一种</translation>
  </message>
  <message>
   <source>--neutral {0} is none</source>
   <translation>--neutral {0} 没有这一种</translation>
  </message>
  <message>
   <source>{0}, neutral to {1}</source>
   <translation>{0}，对 {1} 中性化</translation>
  </message>
  <message>
   <source>{0} dates {1}…{2}, {3} names a date, open D+1 → close D+{4}, replacing a name costs {5} %{6}, {7} factors tried, as of {8} pin {9}</source>
   <translation>{1}…{2} 共 {0:number} 个交易日，每日 {3} 只，D+1 开盘 → D+{4} 收盘，换一只成本 {5} %{6}，试过 {7} 个因子，截至 {8} 快照 {9}</translation>
  </message>
  <message>
   <source>rank IC</source>
   <translation>秩 IC</translation>
  </message>
  <message>
   <source>HAC t</source>
   <translation>HAC t 值</translation>
  </message>
  <message>
   <source>decay {0}</source>
   <translation>衰减 {0}</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{1:number} 中 {0:number}</translation>
  </message>
  <message>
   <source>recall {0} ({1}), false alarms {2} ({3})</source>
   <translation>检出率 {0}（{1}），误报 {2}（{3}）</translation>
  </message>
  <message>
   <source>not caught</source>
   <translation>未发现</translation>
  </message>
  <message>
   <source>caught by</source>
   <translation>由谁发现</translation>
  </message>
  <message>
   <source>planted: {0}</source>
   <translation>植入的：{0}</translation>
  </message>
  <message>
   <source>no bar moves {0}</source>
   <translation>没有日线影响 {0}</translation>
  </message>
  <message>
   <source>{0} factors</source>
   <translation>{0:number} 个因子</translation>
  </message>
  <message>
   <source>IC: {0}</source>
   <translation>IC：{0}</translation>
  </message>
  <message>
   <source>{0} days {1} to {2}</source>
   <translation>{1} 到 {2} 共 {0:number} 天</translation>
  </message>
  <message>
   <source>no day; run `daybreak factors build`</source>
   <translation>没有任何一天；请运行 `daybreak factors build`</translation>
  </message>
  <message>
   <source>{0} columns, values of {1}</source>
   <translation>{0} 列，数值为{1}</translation>
  </message>
  <message>
   <source>{0} reads {1} days, is a shadow factor, and stands in {2}</source>
   <translation>{0} 回看 {1} 天，是影子因子，写在 {2}</translation>
  </message>
  <message>
   <source>{0} to {1}: {2} days computed, {3} as they should be, {4} columns, {5} names, {6} MB written</source>
   <translation>{0} 到 {1}：算了 {2} 天，{3} 天原样保留，{4} 列，{5} 只，写入 {6} MB</translation>
  </message>
  <message>
   <source>--memory {0} is no size</source>
   <translation>--memory {0} 不是大小</translation>
  </message>
  <message>
   <source>write it as 512MB or 2GB</source>
   <translation>请写成 512MB 或 2GB</translation>
  </message>
  <message>
   <source>--{0} {1} is none</source>
   <translation>--{0:one} {1} 没有这一种</translation>
  </message>
  <message>
   <source>passed {0}</source>
   <translation>{0:one} 通过</translation>
  </message>
  <message>
   <source>LEAKS {0}</source>
   <translation>{0:one} 有泄漏</translation>
  </message>
  <message>
   <source>BUY AGAIN</source>
   <translation>BUY AGAIN</translation>
  </message>
  <message>
   <source>{0} gates, {1} tripped, {2} overdue for review</source>
   <translation>{0:number} 项风控，{1:number} 项已触发，{2:number} 项逾期未复核</translation>
  </message>
  <message>
   <source>answer of {0}</source>
   <translation>{0:one} 的回执</translation>
  </message>
  <message>
   <source>review date</source>
   <translation>复核日</translation>
  </message>
  <message>
   <source>judges sells</source>
   <translation>是否管卖出</translation>
  </message>
  <message>
   <source>{0} answer(s) of {1}</source>
   <translation>{1}的回执 {0:number} 条</translation>
  </message>
  <message>
   <source>gates that objected</source>
   <translation>未通过的风控项</translation>
  </message>
  <message>
   <source>{0} is not {1}; {2} stays tripped</source>
   <translation>{0} 不是 {1}；{2:gate}仍为触发</translation>
  </message>
  <message>
   <source>{0} is re-armed {1}</source>
   <translation>{0:gate}已解除 {1}</translation>
  </message>
  <message>
   <source>{0} is no gate</source>
   <translation>{0:one} 不是风控项</translation>
  </message>
  <message>
   <source>never asked</source>
   <translation>从未询问</translation>
  </message>
  <message>
   <source>read {0}</source>
   <translation>读数 {0:one}</translation>
  </message>
  <message>
   <source>{0} yuan</source>
   <translation>{0:one} 元</translation>
  </message>
  <message>
   <source>previous close {0}, highest {1}</source>
   <translation>前收资产 {0}，最高 {1}</translation>
  </message>
  <message>
   <source>counter {0}</source>
   <translation>计数 {0:one}</translation>
  </message>
  <message>
   <source>looked {0} time(s) after {1}</source>
   <translation>在 {1} 查看了 {0} 次</translation>
  </message>
  <message>
   <source>home {0} is ready, channel {1}</source>
   <translation>主目录 {0} 已备好，通道 {1}</translation>
  </message>
  <message>
   <source>as of</source>
   <translation>截至</translation>
  </message>
  <message>
   <source>{0} fault(s) {1}, {2} warning(s) {3}</source>
   <translation>{0:number} 处故障 {1}，{2:number} 处警告 {3}</translation>
  </message>
  <message>
   <source>name another --home</source>
   <translation>请换一个 --home</translation>
  </message>
  <message>
   <source>{0} is not {1}; nothing was touched</source>
   <translation>{0} 不是 {1}；什么也没动</translation>
  </message>
  <message>
   <source>type the home folder's name exactly</source>
   <translation>请一字不差地输入主目录文件夹的名称</translation>
  </message>
  <message>
   <source>books are empty; the old ones lie in {0}</source>
   <translation>账簿已清空；旧的在 {0}</translation>
  </message>
  <message>
   <source>watching {0}</source>
   <translation>正在监视 {0}</translation>
  </message>
  <message>
   <source>looked in vain: {0}</source>
   <translation>查看不成：{0}</translation>
  </message>
  <message>
   <source>{0} file(s)</source>
   <translation>{0:number} 个文件</translation>
  </message>
  <message>
   <source>{0} is not a folder</source>
   <translation>{0} 不是文件夹</translation>
  </message>
  <message>
   <source>name the folder downloads fall into with --folder</source>
   <translation>请用 --folder 写明下载所在的文件夹</translation>
  </message>
  <message>
   <source>{0} file(s), {1} refused</source>
   <translation>{0:number} 个文件，{1} 个被拒收</translation>
  </message>
  <message>
   <source>{0} accounts, together {1} yuan</source>
   <translation>{0:number} 个科目，合计 {1} 元</translation>
  </message>
  <message>
   <source>{0} of {1} entries</source>
   <translation>{1:number} 笔分录中的 {0:number} 笔</translation>
  </message>
  <message>
   <source>{0} open lot(s)</source>
   <translation>{0:number} 个未了结的批次</translation>
  </message>
  <message>
   <source>{0} entries in {1}</source>
   <translation>{1} 中有 {0:number} 笔分录</translation>
  </message>
  <message>
   <source>{0} is no file</source>
   <translation>{0} 不是文件</translation>
  </message>
  <message>
   <source>name the delivery list exported from the broker's client</source>
   <translation>请写从券商客户端导出的交割单</translation>
  </message>
  <message>
   <source>{0} trades, {1} orders trued up; left alone: {2} {3}</source>
   <translation>{0:number} 笔成交，核定 {1:number} 笔委托的费用；未动：{2:number} {3}</translation>
  </message>
  <message>
   <source>{0} is taken back</source>
   <translation>{0:one} 已冲回</translation>
  </message>
  <message>
   <source>rights {0}</source>
   <translation>配股 {0:one}</translation>
  </message>
  <message>
   <source>exchange {0}</source>
   <translation>换股 {0:one}</translation>
  </message>
  <message>
   <source>{0} is entered</source>
   <translation>{0} 已录入</translation>
  </message>
  <message>
   <source>write {0} 0.3</source>
   <translation>请写 {0} 0.3</translation>
  </message>
  <message>
   <source>{0} batch(es)</source>
   <translation>{0:number} 个批次</translation>
  </message>
  <message>
   <source>{0}: {1} orders, {2} yuan</source>
   <translation>{0:one}：{1:number} 笔委托，{2:number} 元</translation>
  </message>
  <message>
   <source>{0} batch(es), {1} fault(s); press STOP and find out who</source>
   <translation>{0:number} 个批次，{1:number} 处错误；请按 STOP，查明是谁</translation>
  </message>
  <message>
   <source>{0} batch(es), {1} fault(s)</source>
   <translation>{0:number} 个批次，{1:number} 处错误</translation>
  </message>
  <message>
   <source>not sent</source>
   <translation>未发出</translation>
  </message>
  <message>
   <source>{0} was {1}, says {2}: {3}</source>
   <translation>批次 {0:one} 认定为{1}，{2} 说：{3}</translation>
  </message>
  <message>
   <source>{0}, executor {1}</source>
   <translation>{0}，执行端 {1}</translation>
  </message>
  <message>
   <source>{0} open break(s), {1} of them block the next orders</source>
   <translation>{0:number} 项未处理差异，其中 {1} 项拦住下次委托</translation>
  </message>
  <message>
   <source>break #{0}: {1}; {2} still open {3}</source>
   <translation>差异 #{0:number}：{1:break_action}；仍有 {2:number} 项未处理 {3}</translation>
  </message>
  <message>
   <source>{0}: {1} row(s), {2} do not agree</source>
   <translation>{0}：{1:number} 行，{2:number} 行不符</translation>
  </message>
  <message>
   <source>no day has been closed yet</source>
   <translation>还没有收盘过的日子</translation>
  </message>
  <message>
   <source>run Close first, or name a --date</source>
   <translation>请先运行收盘，或写 --date</translation>
  </message>
  <message>
   <source>{0} is {1}, expected an amount in yuan</source>
   <translation>{0} 是 {1}，应为以元计的金额</translation>
  </message>
  <message>
   <source>write it as 10.35</source>
   <translation>请写成 10.35</translation>
  </message>
  <message>
   <source>{0} day(s)</source>
   <translation>{0:number} 天</translation>
  </message>
  <message>
   <source>{0}: {1} planned trade(s)</source>
   <translation>{0}：{1:number} 笔计划交易</translation>
  </message>
  <message>
   <source>no Close of {0} has run</source>
   <translation>没有运行过 {0} 的收盘</translation>
  </message>
  <message>
   <source>run it first, or name another --date</source>
   <translation>请先运行它，或换一个 --date</translation>
  </message>
  <message>
   <source>replay wants either a RUN_ID, or --from and --to</source>
   <translation>回放要么给 RUN_ID，要么给 --from 和 --to</translation>
  </message>
  <message>
   <source>see `daybreak replay --help`</source>
   <translation>见 `daybreak replay --help`</translation>
  </message>
  <message>
   <source>first difference in {0}: {1}</source>
   <translation>{0} 中第一处不同：{1}</translation>
  </message>
  <message>
   <source>every byte is the same</source>
   <translation>每个字节都相同</translation>
  </message>
  <message>
   <source>{0} day(s), {1} not reconciled{2}</source>
   <translation>{0:number} 天，{1:number} 天未对账{2}</translation>
  </message>
  <message>
   <source>{0} dates {1} to {2}, {3} names a date, as of {4} pin {5}</source>
   <translation>{1} 到 {2} 共 {0} 个交易日，每日 {3} 只，截至 {4} 快照 {5}</translation>
  </message>
  <message>
   <source>name a share like 600000.SH, 300750.SZ or 920002.BJ</source>
   <translation>请写 600000.SH、300750.SZ 或 920002.BJ 这样的股票</translation>
  </message>
  <message>
   <source>price cage</source>
   <translation>价格笼子</translation>
  </message>
  <message>
   <source>{0} on {1}; docs/rulebook.md names the sources</source>
   <translation>{1} 的 {0}；docs/rulebook.md 列出依据</translation>
  </message>
  <message>
   <source>down {0}, up {1}</source>
   <translation>跌 {0:one}，涨 {1:one}</translation>
  </message>
  <message>
   <source>limit prices</source>
   <translation>涨跌停价</translation>
  </message>
  <message>
   <source>{0} to {1} yuan</source>
   <translation>{0:one} 到 {1:one} 元</translation>
  </message>
  <message>
   <source>buy at most {0}, sell at least {1} yuan</source>
   <translation>买入最高 {0}，卖出最低 {1} 元</translation>
  </message>
  <message>
   <source>cage at that price</source>
   <translation>该价的价格笼子</translation>
  </message>
  <message>
   <source>{0} or {1} ticks</source>
   <translation>{0} 或 {1} 个价位</translation>
  </message>
  <message>
   <source>{0}, outside refused</source>
   <translation>{0}，之外拒收</translation>
  </message>
  <message>
   <source>{0}, outside held back</source>
   <translation>{0}，之外暂存</translation>
  </message>
  <message>
   <source>{0} shares and then steps of {1}</source>
   <translation>{0} 股起，之后每次 {1} 股</translation>
  </message>
  <message>
   <source>largest order</source>
   <translation>单笔上限</translation>
  </message>
  <message>
   <source>takes orders</source>
   <translation>接受申报</translation>
  </message>
  <message>
   <source>takes no orders</source>
   <translation>不接受申报</translation>
  </message>
  <message>
   <source>{0}: {1}, no cancels</source>
   <translation>{0}：{1}，不可撤单</translation>
  </message>
  <message>
   <source>handling {0}, regulatory {1}</source>
   <translation>经手费 {0}，证管费 {1}</translation>
  </message>
  <message>
   <source>stamp duty</source>
   <translation>印花税</translation>
  </message>
  <message>
   <source>{0} of sales</source>
   <translation>卖出额的 {0:one}</translation>
  </message>
  <message>
   <source>transfer fee</source>
   <translation>过户费</translation>
  </message>
  <message>
   <source>inside the commission</source>
   <translation>含在佣金里</translation>
  </message>
  <message>
   <source>channel {0} has no paper session</source>
   <translation>通道 {0} 没有模拟交易</translation>
  </message>
  <message>
   <source>a live session runs inside the PTrade terminal</source>
   <translation>实盘交易在 PTrade 终端里进行</translation>
  </message>
  <message>
   <source>paper session of {0} is over; reports lie in {1}</source>
   <translation>{0} 的模拟交易已结束；回报在 {1}</translation>
  </message>
  <message>
   <source>{0} {1} lies in the future</source>
   <translation>{0} {1:one} 还没到</translation>
  </message>
  <message>
   <source>wait, or give an earlier --date</source>
   <translation>请等待，或给更早的 --date</translation>
  </message>
  <message>
   <source>a LIVE Morning runs on its own day, not {0} on {1}</source>
   <translation>LIVE 的盘前任务只在当日运行，不能在 {1} 为 {0} 运行</translation>
  </message>
  <message>
   <source>leave --date out</source>
   <translation>请去掉 --date</translation>
  </message>
  <message>
   <source>{0} lies before {1}, when this home's books were opened</source>
   <translation>{0} 早于本主目录开账的 {1}</translation>
  </message>
  <message>
   <source>give a later --date; history is run by `daybreak replay --from … --to …`</source>
   <translation>请给更晚的 --date；历史请用 `daybreak replay --from … --to …`</translation>
  </message>
  <message>
   <source>the engine of {0} has ended</source>
   <translation>{0} 的引擎已结束</translation>
  </message>
  <message>
   <source>{0} firing(s) until {1}, {2} of them do nothing</source>
   <translation>到 {1} 为止 {0:number} 次运行，其中 {2} 次什么也不做</translation>
  </message>
  <message>
   <source>the exchange is closed</source>
   <translation>交易所休市</translation>
  </message>
  <message>
   <source>--to {0} lies before --from {1}</source>
   <translation>--to {0} 早于 --from {1}</translation>
  </message>
  <message>
   <source>swap them</source>
   <translation>请对调</translation>
  </message>
  <message>
   <source>--cash is {0}, expected an amount of yuan above 0</source>
   <translation>--cash 是 {0}，应为大于 0 的元数</translation>
  </message>
  <message>
   <source>give another --cash</source>
   <translation>请另给 --cash</translation>
  </message>
  <message>
   <source>{0} is not empty and no {1} made it</source>
   <translation>{0} 不是空的，也不是{1}所建</translation>
  </message>
  <message>
   <source>name an empty or new folder</source>
   <translation>请写一个空的或新的文件夹</translation>
  </message>
  <message>
   <source>RESUME TRADING</source>
   <translation>RESUME TRADING</translation>
  </message>
  <message>
   <source>pressed on the command line</source>
   <translation>在命令行按下</translation>
  </message>
  <message>
   <source>--flatten reduces and sells; it takes no second verb</source>
   <translation>--flatten 会减仓并卖出；不再接别的动作</translation>
  </message>
  <message>
   <source>press them one after another</source>
   <translation>请逐个按</translation>
  </message>
  <message>
   <source>--block --cancel is what `daybreak stop` does by itself</source>
   <translation>--block --cancel 就是 `daybreak stop` 本来做的</translation>
  </message>
  <message>
   <source>give one of them, or neither</source>
   <translation>请给一个，或都不给</translation>
  </message>
  <message>
   <source>--cancel blocks nothing, so there is nothing to reduce</source>
   <translation>--cancel 不拦委托，也就无从减仓</translation>
  </message>
  <message>
   <source>leave --reducing out</source>
   <translation>请去掉 --reducing</translation>
  </message>
  <message>
   <source>STOP is NOT pressed, {0} cannot be written: {1}</source>
   <translation>STOP 没有按下，{0:one} 无法写入：{1}</translation>
  </message>
  <message>
   <source>stop the strategy in the terminal now, then mend the folder</source>
   <translation>请立即在终端里停止策略，再修好文件夹</translation>
  </message>
  <message>
   <source>what works is being cancelled: {0}</source>
   <translation>正在撤销在途委托：{0}</translation>
  </message>
  <message>
   <source>{0}; but {1}</source>
   <translation>{0}；但 {1}</translation>
  </message>
  <message>
   <source>{0} holding(s) would be sold on {1}</source>
   <translation>{1} 会卖出 {0:number} 项持仓</translation>
  </message>
  <message>
   <source>--strategy and --symbol are two scopes</source>
   <translation>--strategy 和 --symbol 是两个范围</translation>
  </message>
  <message>
   <source>press them one after the other</source>
   <translation>请一个接一个地按</translation>
  </message>
  <message>
   <source>no such scope: {0}</source>
   <translation>没有这个范围：{0}</translation>
  </message>
  <message>
   <source>a symbol is written like 600000.SH</source>
   <translation>代码写成 600000.SH 这样</translation>
  </message>
  <message>
   <source>{0}, {1} lesser hold(s)</source>
   <translation>{0}，另有 {1:number} 项较轻的扣住</translation>
  </message>
  <message>
   <source>STOP is {0}</source>
   <translation>STOP 为 {0}</translation>
  </message>
  <message>
   <source>working orders</source>
   <translation>在途委托</translation>
  </message>
  <message>
   <source>left alone</source>
   <translation>未动</translation>
  </message>
  <message>
   <source>STOP is not pressed; nothing to do</source>
   <translation>STOP 没有按下；无需处理</translation>
  </message>
  <message>
   <source>re-arming needs a reason</source>
   <translation>解除须填理由</translation>
  </message>
  <message>
   <source>give --reason</source>
   <translation>请给出 --reason</translation>
  </message>
  <message>
   <source>{0} is not {1}; STOP stays {2}</source>
   <translation>{0} 不是 {1}；STOP 仍为 {2}</translation>
  </message>
  <message>
   <source>{0} (overridden by {1}: {2})</source>
   <translation>{0}（由 {1:one} 越过：{2}）</translation>
  </message>
  <message>
   <source>{0} {1}, since {2} by {3}: {4}</source>
   <translation>{0:one} {1}，自 {2} 起，由 {3:one} 按下：{4}</translation>
  </message>
  <message>
   <source>in the way</source>
   <translation>阻碍</translation>
  </message>
  <message>
   <source>name the desk's --home</source>
   <translation>请写交易台的 --home</translation>
  </message>
  <message>
   <source>{0} under way, {1} ended</source>
   <translation>{0} 项进行中，{1} 项已结束</translation>
  </message>
  <message>
   <source>{0} is cancelled</source>
   <translation>{0} 已取消</translation>
  </message>
  <message>
   <source>the work {0} is under way</source>
   <translation>工作 {0} 正在进行</translation>
  </message>
  <message>
   <source>`daybreak work cancel {0}` ends it</source>
   <translation>可用 `daybreak work cancel {0}` 结束它</translation>
  </message>
  <message>
   <source>{0} is off the list</source>
   <translation>{0} 已移出列表</translation>
  </message>
  <message>
   <source>told to end</source>
   <translation>已要求结束</translation>
  </message>
  <message>
   <source>no desk to compare with is named</source>
   <translation>没有写明与哪个交易台比较</translation>
  </message>
  <message>
   <source>set execution.shadow_of, or give --with HOME</source>
   <translation>请设置 execution.shadow_of，或给出 --with HOME</translation>
  </message>
  <message>
   <source>{0} is this very desk</source>
   <translation>{0} 就是本交易台</translation>
  </message>
  <message>
   <source>name the home of another one</source>
   <translation>请写另一个交易台的主目录</translation>
  </message>
  <message>
   <source>a LIVE home lives now</source>
   <translation>LIVE 主目录只在当下运行</translation>
  </message>
  <message>
   <source>no calendar left for the guard: {0}</source>
   <translation>守护已没有日历可用：{0}</translation>
  </message>
  <message>
   <source>a drill</source>
   <translation>一次演练</translation>
  </message>
  <message>
   <source>cfg.yaml changed</source>
   <translation>cfg.yaml 已变</translation>
  </message>
  <message>
   <source>{0} is no backup of this home</source>
   <translation>{0} 不是本主目录的备份</translation>
  </message>
  <message>
   <source>`daybreak config backups` lists them</source>
   <translation>`daybreak config backups` 可列出</translation>
  </message>
  <message>
   <source>{0} was changed by somebody else just now</source>
   <translation>{0} 刚被别人改动</translation>
  </message>
  <message>
   <source>look at it, then try again</source>
   <translation>请看一看再试</translation>
  </message>
  <message>
   <source>somebody else is changing {0}</source>
   <translation>别人正在改 {0}</translation>
  </message>
  <message>
   <source>try again in a moment</source>
   <translation>请稍后再试</translation>
  </message>
  <message>
   <source>no trading day in that span</source>
   <translation>该区间没有交易日</translation>
  </message>
  <message>
   <source>choose dates the stored calendar and data cover</source>
   <translation>请选已存日历和数据覆盖的日期</translation>
  </message>
  <message>
   <source>a LIVE home has no simulated session</source>
   <translation>LIVE 主目录没有模拟交易</translation>
  </message>
  <message>
   <source>replay into a scratch home</source>
   <translation>请回放到临时主目录</translation>
  </message>
  <message>
   <source>{0} ({1}/{2}): plan {3}, orders {4}, fills {5}, assets {6}, {7}</source>
   <translation>{0:one}（{1:number}/{2:number}）：计划 {3:one}，委托 {4:one}，成交 {5:one}，资产 {6:one}，{7}</translation>
  </message>
  <message>
   <source>demo exchange: {0} symbols, seed {1}</source>
   <translation>演示交易所：{0} 只股票，种子 {1}</translation>
  </message>
  <message>
   <source>a study of every factor, for the console</source>
   <translation>给控制台的全部因子研究</translation>
  </message>
  <message>
   <source>restore it from a backup, or move it away</source>
   <translation>请从备份恢复，或移走它</translation>
  </message>
  <message>
   <source>{0} pieces of work are called {1}</source>
   <translation>有 {0} 项工作叫 {1}</translation>
  </message>
  <message>
   <source>see `daybreak work list`</source>
   <translation>见 `daybreak work list`</translation>
  </message>
  <message>
   <source>the work {0} is over: {1}</source>
   <translation>工作 {0} 已结束：{1}</translation>
  </message>
  <message>
   <source>`daybreak work list` shows what runs</source>
   <translation>`daybreak work list` 列出在运行的</translation>
  </message>
  <message>
   <source>the engine runs the work {0}</source>
   <translation>工作 {0} 由引擎运行</translation>
  </message>
  <message>
   <source>`daybreak engine cancel JOB` ends it</source>
   <translation>可用 `daybreak engine cancel JOB` 结束它</translation>
  </message>
  <message>
   <source>there is no job {0}</source>
   <translation>没有任务 {0}</translation>
  </message>
  <message>
   <source>no engine answers: {0}</source>
   <translation>没有引擎应答：{0}</translation>
  </message>
  <message>
   <source>start one with `daybreak serve`</source>
   <translation>请用 `daybreak serve` 启动</translation>
  </message>
  <message>
   <source>the engine (process {0}) did not answer within {1} s</source>
   <translation>引擎（进程 {0}）在 {1} 秒内没有应答</translation>
  </message>
  <message>
   <source>look at `daybreak engine status`; the request is taken back</source>
   <translation>请看 `daybreak engine status`；请求已收回</translation>
  </message>
  <message>
   <source>no {0} watches, and none could be started: {1}</source>
   <translation>没有{0}在看，也启动不了：{1}</translation>
  </message>
  <message>
   <source>no {0} watched: one is started, process {1}</source>
   <translation>没有{0}在看：已启动一个，进程 {1}</translation>
  </message>
  <message>
   <source>the guard failed: {0}: {1}</source>
   <translation>守护出错：{0:one}: {1}</translation>
  </message>
  <message>
   <source>{0} was dropped</source>
   <translation>放入了 {0:one}</translation>
  </message>
  <message>
   <source>STOP is {0} {1}</source>
   <translation>STOP 为 {0:one} {1}</translation>
  </message>
  <message>
   <source>{0} could NOT be pressed: {1}; stop the strategy in the terminal</source>
   <translation>{0:one} 没能按下：{1}；请在终端里停止策略</translation>
  </message>
  <message>
   <source>{0} is pressed: {1}</source>
   <translation>{0:one} 已按下：{1}</translation>
  </message>
  <message>
   <source>the settings cannot be read, the guard goes by the defaults: {0}</source>
   <translation>设置无法读取，守护按默认值工作：{0}</translation>
  </message>
  <message>
   <source>{0} has no ptrade folder to guard</source>
   <translation>{0} 没有可守护的 ptrade 文件夹</translation>
  </message>
  <message>
   <source>guarding {0}</source>
   <translation>正在守护 {0}</translation>
  </message>
  <message>
   <source>what a later engine must know cannot be kept: {0}</source>
   <translation>下一个引擎须知的内容存不下来：{0}</translation>
  </message>
  <message>
   <source>the engine's memory is broken and lies in {0}: {1}: {2}</source>
   <translation>引擎的记忆已损坏，放在 {0:one}：{1:one}: {2}</translation>
  </message>
  <message>
   <source>{0}; nothing missed is made up for</source>
   <translation>{0}；错过的都不补</translation>
  </message>
  <message>
   <source>engine {0} serves {1}</source>
   <translation>引擎 {0:one} 服务于 {1}</translation>
  </message>
  <message>
   <source>the engine ends; {0} goes on by itself</source>
   <translation>引擎结束；{0:kind}自行继续</translation>
  </message>
  <message>
   <source>the engine ends</source>
   <translation>引擎结束</translation>
  </message>
  <message>
   <source>the engine goes by the settings it had, the new ones are wrong: {0}</source>
   <translation>引擎沿用原有设置，新设置有误：{0}</translation>
  </message>
  <message>
   <source>the engine goes by the changed settings</source>
   <translation>引擎已采用改过的设置</translation>
  </message>
  <message>
   <source>{0} asked to {1} {2}</source>
   <translation>{0:one} 要求 {1:one} {2}</translation>
  </message>
  <message>
   <source>supervising {0}</source>
   <translation>监管{0:kind}</translation>
  </message>
  <message>
   <source>nothing runs by itself: {0}</source>
   <translation>没有任务自动运行：{0}</translation>
  </message>
  <message>
   <source>{0} already is a Daybreak home</source>
   <translation>{0} 已是破晓主目录</translation>
  </message>
  <message>
   <source>use it, or name another --home</source>
   <translation>请直接用它，或换一个 --home</translation>
  </message>
  <message>
   <source>daybreak alarms watch</source>
   <translation>daybreak alarms watch</translation>
  </message>
  <message>
   <source>somebody looks for alarms in {0} already</source>
   <translation>{0} 已有人在查看报警</translation>
  </message>
  <message>
   <source>nothing needs to be done</source>
   <translation>无需处理</translation>
  </message>
  <message>
   <source>looking again</source>
   <translation>再看一次</translation>
  </message>
  <message>
   <source>this folder is no Daybreak home yet</source>
   <translation>此文件夹还不是破晓主目录</translation>
  </message>
  <message>
   <source>run the demo, import data or connect a source</source>
   <translation>请运行演示、导入数据，或连接数据源</translation>
  </message>
  <message>
   <source>press F5; if it stays, see `daybreak doctor`</source>
   <translation>请按 F5；若仍如此，见 `daybreak doctor`</translation>
  </message>
  <message>
   <source>the settings do not load, so nothing runs; shown by those of {0}: {1}</source>
   <translation>设置无法加载，因此什么都不运行；按 {0:one} 的设置显示：{1}</translation>
  </message>
  <message>
   <source>{0} cannot be replayed</source>
   <translation>{0} 不能回放</translation>
  </message>
  <message>
   <source>only finished night, morning and close runs can</source>
   <translation>只有已结束的夜间、盘前和收盘运行可以</translation>
  </message>
  <message>
   <source>(code then {0}, now {1})</source>
   <translation>（当时代码 {0}，现在 {1}）</translation>
  </message>
  <message>
   <source>{0} is a LIVE home, its books are never emptied</source>
   <translation>{0} 是 LIVE 主目录，其账簿从不清空</translation>
  </message>
  <message>
   <source>init another --home</source>
   <translation>请另建主目录</translation>
  </message>
  <message>
   <source>another program has {0} open</source>
   <translation>另一个程序打开着 {0}</translation>
  </message>
  <message>
   <source>close it and try again; nothing was emptied</source>
   <translation>请关掉它再试；什么也没清空</translation>
  </message>
  <message>
   <source>search the runs, or see `daybreak status`</source>
   <translation>请在运行中查找，或看 `daybreak status`</translation>
  </message>
  <message>
   <source>there is no order {0}</source>
   <translation>没有委托 {0}</translation>
  </message>
  <message>
   <source>search the orders by id or symbol</source>
   <translation>请按编号或代码查找委托</translation>
  </message>
  <message>
   <source>{0} is no order and no symbol</source>
   <translation>{0} 既不是委托也不是股票</translation>
  </message>
  <message>
   <source>write order:ID or symbol:600000.SH@2026-07-22</source>
   <translation>请写 order:ID 或 symbol:600000.SH@2026-07-22</translation>
  </message>
  <message>
   <source>{0} of {1} passed</source>
   <translation>{1:number} 项中 {0:number} 项通过</translation>
  </message>
  <message>
   <source>there is no snapshot #{0} read by {1}</source>
   <translation>没有 {1} 读过的快照 #{0}</translation>
  </message>
  <message>
   <source>search the runs, and open one anew</source>
   <translation>请在运行中查找，重新打开一个</translation>
  </message>
  <message>
   <source>{0} is no replay of this home</source>
   <translation>{0} 不是本主目录的回放</translation>
  </message>
  <message>
   <source>choose one of the list</source>
   <translation>请从列表中选</translation>
  </message>
  <message>
   <source>{0} does not say what came of it</source>
   <translation>{0} 没有说明结果</translation>
  </message>
  <message>
   <source>replay the span again</source>
   <translation>请重新回放该区间</translation>
  </message>
  <message>
   <source>the other end is gone</source>
   <translation>另一端已不在</translation>
  </message>
  <message>
   <source>waits: {0} are at work already</source>
   <translation>等候：已有 {0} 项在进行</translation>
  </message>
  <message>
   <source>set_parameters: {0}</source>
   <translation>set_parameters：{0}</translation>
  </message>
  <message>
   <source>alarm: {0}</source>
   <translation>报警：{0}</translation>
  </message>
  <message>
   <source>get_user_name: {0}</source>
   <translation>get_user_name：{0}</translation>
  </message>
  <message>
   <source>the table is not whole</source>
   <translation>表格不完整</translation>
  </message>
  <message>
   <source>{0} is neither hold nor cancel</source>
   <translation>{0} 既不是扣住也不是撤单</translation>
  </message>
  <message>
   <source>{0} {1} is no scope</source>
   <translation>{0:one} {1} 不是范围</translation>
  </message>
  <message>
   <source>restarted between INTENT and SENT</source>
   <translation>在 INTENT 与 SENT 之间重启</translation>
  </message>
  <message>
   <source>STOP says HALTED; nothing is begun</source>
   <translation>STOP 为 HALTED；什么都不开始</translation>
  </message>
  <message>
   <source>{0}, {1} refused</source>
   <translation>{0}，{1} 笔被拒</translation>
  </message>
  <message>
   <source>an order above {0} yuan</source>
   <translation>有委托超过 {0} 元</translation>
  </message>
  <message>
   <source>STOP says {0} {1}</source>
   <translation>STOP 为 {0:one} {1}</translation>
  </message>
  <message>
   <source>a header line stands twice</source>
   <translation>有一行表头出现两次</translation>
  </message>
  <message>
   <source>batch_id {0} is no name</source>
   <translation>batch_id {0} 不是名称</translation>
  </message>
  <message>
   <source>prev_hash {0} is no checksum</source>
   <translation>prev_hash {0} 不是校验和</translation>
  </message>
  <message>
   <source>header lacks {0}</source>
   <translation>表头缺少 {0}</translation>
  </message>
  <message>
   <source>format {0}, expected daybreak-orders-1</source>
   <translation>格式 {0}，应为 daybreak-orders-1</translation>
  </message>
  <message>
   <source>last line is {0}, expected '#END,{1}'</source>
   <translation>最后一行是 {0}，应为 '#END,{1}'</translation>
  </message>
  <message>
   <source>content has {0}…, header says {1}…</source>
   <translation>内容为 {0}…，表头写 {1}…</translation>
  </message>
  <message>
   <source>channel {0}, this executor accepts {1}</source>
   <translation>通道 {0}，此执行端接受 {1}</translation>
  </message>
  <message>
   <source>account …{0}, expected …{1}</source>
   <translation>账户 …{0}，应为 …{1}</translation>
  </message>
  <message>
   <source>this trade is not bound to the account …{0}</source>
   <translation>此交易未绑定账户 …{0}</translation>
  </message>
  <message>
   <source>no terminal trades files of channel {0}</source>
   <translation>没有终端交易通道 {0} 的文件</translation>
  </message>
  <message>
   <source>channel {0}, and the account is{1} SIMULATED_ACCOUNT</source>
   <translation>通道 {0:one}，账户{1} SIMULATED_ACCOUNT</translation>
  </message>
  <message>
   <source>trade_date {0}, today is {1}</source>
   <translation>trade_date 是 {0}，今天是 {1}</translation>
  </message>
  <message>
   <source>sequence {0} in a file named {1}</source>
   <translation>文件名为第 {1} 号，里面写第 {0} 号</translation>
  </message>
  <message>
   <source>valid_until {0} is not HH:MM:SS</source>
   <translation>valid_until {0} 不是 HH:MM:SS</translation>
  </message>
  <message>
   <source>valid until {0}, it is {1}</source>
   <translation>有效到 {0}，现在 {1}</translation>
  </message>
  <message>
   <source>columns {0}, expected {1}</source>
   <translation>列为 {0}，应为 {1}</translation>
  </message>
  <message>
   <source>a field that no file of ours has</source>
   <translation>有我方文件没有的字段</translation>
  </message>
  <message>
   <source>empty id, wrong side, or nothing to trade</source>
   <translation>编号为空、方向有误，或没有可交易的</translation>
  </message>
  <message>
   <source>row {0} {1}: {2}</source>
   <translation>第 {0:number} 行 {1}：{2}</translation>
  </message>
  <message>
   <source>{0} rows, header says {1}</source>
   <translation>有 {0:number} 行，表头写 {1}</translation>
  </message>
  <message>
   <source>a client_order_id, or a symbol on one side, stands twice</source>
   <translation>有 client_order_id 重复，或同一股票同一方向出现两次</translation>
  </message>
  <message>
   <source>rows add up to {0} fen, header says {1}</source>
   <translation>各行合计 {0} 分，表头写 {1}</translation>
  </message>
  <message>
   <source>number {0} of today was accepted, but its journal is gone</source>
   <translation>今日第 {0} 号早已接受，其日志却不见了</translation>
  </message>
  <message>
   <source>this batch was accepted on {0} as number {1}</source>
   <translation>这个批次已于 {0} 作为第 {1} 号接受</translation>
  </message>
  <message>
   <source>batch {0} of {1} already follows {2}…</source>
   <translation>{1} 的批次 {0} 已接在 {2}… 之后</translation>
  </message>
  <message>
   <source>does not follow number {0} of today</source>
   <translation>没有接在今日第 {0} 号之后</translation>
  </message>
  <message>
   <source>a client_order_id was accepted earlier today</source>
   <translation>有 client_order_id 今日早已接受</translation>
  </message>
  <message>
   <source>more than {0} orders a day</source>
   <translation>一天超过 {0} 笔委托</translation>
  </message>
  <message>
   <source>more than {0} yuan a day</source>
   <translation>一天超过 {0} 元</translation>
  </message>
  <message>
   <source>{0} is not a price with at most 3 decimals</source>
   <translation>{0} 不是最多 3 位小数的价格</translation>
  </message>
  <message>
   <source>{0} is not a stock code</source>
   <translation>{0} 不是股票代码</translation>
  </message>
  <message>
   <source>{0}: {1} account orders look like it</source>
   <translation>{0:one}：账户里有 {1:number} 笔委托像它</translation>
  </message>
  <message>
   <source>{0}: status {1} after {2}</source>
   <translation>{0:one}：状态 {2:one} 之后变成 {1:one}</translation>
  </message>
  <message>
   <source>{0} rejects in a row</source>
   <translation>连续 {0:one} 次废单</translation>
  </message>
  <message>
   <source>journal: {0}</source>
   <translation>日志：{0}</translation>
  </message>
  <message>
   <source>STOP says {0} for {1}</source>
   <translation>STOP 对 {1:one} 为 {0:one}</translation>
  </message>
  <message>
   <source>STOP says {0}</source>
   <translation>STOP 为 {0:one}</translation>
  </message>
  <message>
   <source>STOP says cancel</source>
   <translation>STOP 要求撤单</translation>
  </message>
  <message>
   <source>not done before {0}</source>
   <translation>{0} 之前没有完成</translation>
  </message>
  <message>
   <source>{0}: cannot be cancelled, it has no number</source>
   <translation>{0:one}：没有编号，不能撤单</translation>
  </message>
  <message>
   <source>{0}: its quotes cannot be read: {1}</source>
   <translation>{0:one}：行情无法读取：{1}</translation>
  </message>
  <message>
   <source>PRICE: {0} lies outside the day's limits {1} and {2}</source>
   <translation>价格：{0} 超出当日涨跌停 {1} 和 {2}</translation>
  </message>
  <message>
   <source>PRICE: {0} is too far from the last price {1}</source>
   <translation>价格：{0} 离最新价 {1} 太远</translation>
  </message>
  <message>
   <source>needs {0} yuan, {1} free</source>
   <translation>需要 {0:one} 元，可用 {1:one} 元</translation>
  </message>
  <message>
   <source>wants to sell {0}, {1} sellable</source>
   <translation>要卖 {0}，可卖 {1}</translation>
  </message>
  <message>
   <source>order() raised {0}</source>
   <translation>order() 抛出 {0}</translation>
  </message>
  <message>
   <source>order() returned None</source>
   <translation>order() 返回 None</translation>
  </message>
  <message>
   <source>the day ended first</source>
   <translation>当日先结束了</translation>
  </message>
  <message>
   <source>{0}: {1} filled, its fills do not add up to that</source>
   <translation>{0:one}：成交 {1:number}，各笔成交合计不符</translation>
  </message>
  <message>
   <source>positions not written: {0}</source>
   <translation>持仓没有写出：{0}</translation>
  </message>
  <message>
   <source>{0}: account shows {1}, counter {2}</source>
   <translation>{0:one}：账户为 {1:number}，柜台为 {2:number}</translation>
  </message>
 </context>
</TS>
