<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>Order</source>
   <translation>委托</translation>
  </message>
  <message>
   <source>Symbol</source>
   <translation>代码</translation>
  </message>
  <message>
   <source>Side</source>
   <translation>方向</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Shares</source>
   <translation>股数</translation>
  </message>
  <message>
   <source>Limit</source>
   <translation>限价</translation>
  </message>
  <message>
   <source>Filled</source>
   <translation>成交</translation>
  </message>
  <message>
   <source>Trade date</source>
   <translation>交易日</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>理由</translation>
  </message>
  <message>
   <source>Message</source>
   <translation>内容</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>运行</translation>
  </message>
  <message>
   <source>Action</source>
   <translation>动作</translation>
  </message>
  <message>
   <source>Rank</source>
   <translation>排名</translation>
  </message>
  <message>
   <source>Score</source>
   <translation>得分</translation>
  </message>
  <message>
   <source>Target weight</source>
   <translation>目标权重</translation>
  </message>
  <message>
   <source>To trade</source>
   <translation>拟交易</translation>
  </message>
  <message>
   <source>Held</source>
   <translation>持有</translation>
  </message>
  <message>
   <source>Factor</source>
   <translation>因子</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Contribution</source>
   <translation>贡献</translation>
  </message>
  <message>
   <source>What it adds to the score</source>
   <translation>对得分的贡献</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>权重</translation>
  </message>
  <message>
   <source>Its share in the score; below zero where low values are wanted</source>
   <translation>在得分中的占比；取低值的因子为负</translation>
  </message>
  <message>
   <source>Place among all names of the night, 100 % the highest</source>
   <translation>当晚全部股票中的百分位，100% 为最高</translation>
  </message>
  <message>
   <source>Z-score</source>
   <translation>Z 分数</translation>
  </message>
  <message>
   <source>Winsorised, neutralised, standardised</source>
   <translation>去极值、中性化、标准化之后</translation>
  </message>
  <message>
   <source>Raw value</source>
   <translation>原始值</translation>
  </message>
  <message>
   <source>Seen on</source>
   <translation>有值占比</translation>
  </message>
  <message>
   <source>Share of the names that have a value</source>
   <translation>有值的股票占比</translation>
  </message>
  <message>
   <source>In the score</source>
   <translation>计入得分</translation>
  </message>
  <message>
   <source>Definition</source>
   <translation>定义</translation>
  </message>
  <message>
   <source>Dataset</source>
   <translation>数据集</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Snapshot</source>
   <translation>快照</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>行数</translation>
  </message>
  <message>
   <source>Came in</source>
   <translation>入库时间</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>来源</translation>
  </message>
  <message>
   <source>Read by</source>
   <translation>读取它的运行</translation>
  </message>
  <message>
   <source>Brought by</source>
   <translation>拉取它的运行</translation>
  </message>
  <message>
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>SHA-256</source>
   <translation>SHA-256</translation>
  </message>
  <message>
   <source>Hash of the payload</source>
   <translation>载荷哈希</translation>
  </message>
  <message>
   <source>Address, masked</source>
   <translation>地址（已脱敏）</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>列</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>值</translation>
  </message>
  <message>
   <source>Unit</source>
   <translation>单位</translation>
  </message>
  <message>
   <source>As the vendor names it</source>
   <translation>供应商列名</translation>
  </message>
  <message>
   <source>Correction</source>
   <translation>更正</translation>
  </message>
  <message>
   <source>Number of the correction laid over it, 0 for none</source>
   <translation>更正编号，0 表示未更正</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>结果</translation>
  </message>
  <message>
   <source>Job</source>
   <translation>任务</translation>
  </message>
  <message>
   <source>Began</source>
   <translation>开始</translation>
  </message>
  <message>
   <source>Seconds</source>
   <translation>秒</translation>
  </message>
  <message>
   <source>Attempt</source>
   <translation>第几次</translation>
  </message>
  <message>
   <source>Channel</source>
   <translation>通道</translation>
  </message>
  <message>
   <source>Snapshots up to</source>
   <translation>快照截至</translation>
  </message>
  <message>
   <source>Ended</source>
   <translation>结束</translation>
  </message>
  <message>
   <source>No.</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>步骤</translation>
  </message>
  <message>
   <source>What it noted</source>
   <translation>记下了什么</translation>
  </message>
  <message>
   <source>Artifact</source>
   <translation>产物</translation>
  </message>
  <message>
   <source>Bytes</source>
   <translation>字节</translation>
  </message>
  <message>
   <source>On disk</source>
   <translation>在磁盘上</translation>
  </message>
  <message>
   <source>Gate</source>
   <translation>风控项</translation>
  </message>
  <message>
   <source>Ruling</source>
   <translation>结论</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>代码</translation>
  </message>
  <message>
   <source>Evidence</source>
   <translation>依据</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>级别</translation>
  </message>
  <message>
   <source>Topic</source>
   <translation>主题</translation>
  </message>
  <message>
   <source>Detail</source>
   <translation>详情</translation>
  </message>
  <message>
   <source>Compared byte by byte</source>
   <translation>逐字节比较</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>表</translation>
  </message>
  <message>
   <source>Links</source>
   <translation>入链条数</translation>
  </message>
  <message>
   <source>First day</source>
   <translation>首日</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>末日</translation>
  </message>
  <message>
   <source>What</source>
   <translation>问题</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>位置</translation>
  </message>
  <message>
   <source>How it shows</source>
   <translation>判断依据</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>事件</translation>
  </message>
  <message>
   <source>Words in topic, message or detail</source>
   <translation>主题、消息或详情中的词</translation>
  </message>
  <message>
   <source>Any level</source>
   <translation>所有级别</translation>
  </message>
  <message>
   <source>Any topic</source>
   <translation>所有主题</translation>
  </message>
  <message>
   <source>Detail of the event</source>
   <translation>事件详情</translation>
  </message>
  <message>
   <source>Pick an event to see all that was kept with it.</source>
   <translation>选一条事件，查看随它保存的全部内容。</translation>
  </message>
  <message>
   <source>A date such as 2026-01-05</source>
   <translation>日期，如 2026-01-05</translation>
  </message>
  <message>
   <source>From</source>
   <translation>从</translation>
  </message>
  <message>
   <source>To</source>
   <translation>至</translation>
  </message>
  <message>
   <source>Batch</source>
   <translation>批次</translation>
  </message>
  <message>
   <source>Limit price</source>
   <translation>限价</translation>
  </message>
  <message>
   <source>Filled shares</source>
   <translation>成交股数</translation>
  </message>
  <message>
   <source>Hash of the orders file</source>
   <translation>委托文件哈希</translation>
  </message>
  <message>
   <source>Target value</source>
   <translation>目标市值</translation>
  </message>
  <message>
   <source>Held shares</source>
   <translation>持有股数</translation>
  </message>
  <message>
   <source>Closing price</source>
   <translation>收盘价</translation>
  </message>
  <message>
   <source>Substitute</source>
   <translation>替补</translation>
  </message>
  <message>
   <source>Ranked names</source>
   <translation>参与排名只数</translation>
  </message>
  <message>
   <source>Names that go on</source>
   <translation>入选只数</translation>
  </message>
  <message>
   <source>Board penalty</source>
   <translation>板块扣分</translation>
  </message>
  <message>
   <source>Watched only</source>
   <translation>仅观察</translation>
  </message>
  <message>
   <source>Industry</source>
   <translation>行业</translation>
  </message>
  <message>
   <source>Board</source>
   <translation>板块</translation>
  </message>
  <message>
   <source>Mean turnover, 20 days</source>
   <translation>20 日均成交额</translation>
  </message>
  <message>
   <source>Strategy</source>
   <translation>策略</translation>
  </message>
  <message>
   <source>Rows of the file</source>
   <translation>文件行数</translation>
  </message>
  <message>
   <source>Replaces snapshot</source>
   <translation>替代的快照</translation>
  </message>
  <message>
   <source>{count} factors</source>
   <translation>{count} 个因子</translation>
  </message>
  <message>
   <source>{count} files</source>
   <translation>{count} 个文件</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>是</translation>
  </message>
  <message>
   <source>no</source>
   <translation>否</translation>
  </message>
  <message>
   <source>as it was stored</source>
   <translation>与入库时一致</translation>
  </message>
  <message>
   <source>NOT what was stored</source>
   <translation>与入库时不一致</translation>
  </message>
  <message>
   <source>missing on disk</source>
   <translation>磁盘上没有</translation>
  </message>
  <message>
   <source>Bytes on disk</source>
   <translation>磁盘内容</translation>
  </message>
  <message>
   <source>Orders</source>
   <translation>委托</translation>
  </message>
  <message>
   <source>Verdicts of the gates</source>
   <translation>风控结论</translation>
  </message>
  <message>
   <source>Rows of the plan</source>
   <translation>计划各行</translation>
  </message>
  <message>
   <source>What each factor adds to the score</source>
   <translation>各因子对得分的贡献</translation>
  </message>
  <message>
   <source>Snapshot rows</source>
   <translation>快照行</translation>
  </message>
  <message>
   <source>Factor values</source>
   <translation>因子值</translation>
  </message>
  <message>
   <source>Cells of the symbol</source>
   <translation>该股票的数据</translation>
  </message>
  <message>
   <source>Order, symbol, or 600000.SH@2026-01-05</source>
   <translation>委托、代码，或 600000.SH@2026-01-05</translation>
  </message>
  <message>
   <source>Order, or symbol with the trade date</source>
   <translation>委托，或带交易日的代码</translation>
  </message>
  <message>
   <source>Alt+Right goes on towards the source, Alt+Left back</source>
   <translation>Alt+→ 往来源方向，Alt+← 返回</translation>
  </message>
  <message>
   <source>Back to the snapshot rows</source>
   <translation>回到快照行</translation>
  </message>
  <message>
   <source>{symbol} · {day}</source>
   <translation>{symbol} · {day}</translation>
  </message>
  <message>
   <source>Snapshot {number} · {day}</source>
   <translation>快照 {number} · {day}</translation>
  </message>
  <message>
   <source>No run of that day read a snapshot.</source>
   <translation>当天没有运行读过快照。</translation>
  </message>
  <message>
   <source>There is no such run.</source>
   <translation>没有这个运行。</translation>
  </message>
  <message>
   <source>Night run</source>
   <translation>夜间运行</translation>
  </message>
  <message>
   <source>Morning run</source>
   <translation>盘前运行</translation>
  </message>
  <message>
   <source>Nothing of this is on record.</source>
   <translation>这里没有记录。</translation>
  </message>
  <message>
   <source>Audit</source>
   <translation>审计</translation>
  </message>
  <message>
   <source>Lineage</source>
   <translation>溯源</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>运行</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>记录</translation>
  </message>
  <message>
   <source>No order was ever placed here. Events and runs are kept all the same.</source>
   <translation>这里从未下过委托。事件和运行仍有记录。</translation>
  </message>
  <message>
   <source>Show the runs</source>
   <translation>查看运行</translation>
  </message>
  <message>
   <source>Newer</source>
   <translation>较新</translation>
  </message>
  <message>
   <source>Older</source>
   <translation>较旧</translation>
  </message>
  <message>
   <source>These are the newest.</source>
   <translation>已是最新。</translation>
  </message>
  <message>
   <source>There is nothing older.</source>
   <translation>没有更旧的。</translation>
  </message>
  <message>
   <source>Copy {name}</source>
   <translation>复制{name}</translation>
  </message>
  <message>
   <source>Faults</source>
   <translation>问题</translation>
  </message>
  <message>
   <source>Linked records</source>
   <translation>已入链记录</translation>
  </message>
  <message>
   <source>not verified in this window yet</source>
   <translation>此窗口尚未校验</translation>
  </message>
  <message>
   <source>Verify now</source>
   <translation>立即校验</translation>
  </message>
  <message>
   <source>Export a quarter …</source>
   <translation>导出一个季度…</translation>
  </message>
  <message>
   <source>going through all records …</source>
   <translation>正在检查全部记录…</translation>
  </message>
  <message>
   <source>nothing was changed</source>
   <translation>没有任何改动</translation>
  </message>
  <message>
   <source>{count} faults</source>
   <translation>{count} 处问题</translation>
  </message>
  <message>
   <source>Export the records of a quarter</source>
   <translation>导出一个季度的记录</translation>
  </message>
  <message>
   <source>Chain of records</source>
   <translation>记录链</translation>
  </message>
  <message>
   <source>Every order, verdict, file, decision and event is linked by hash to the one before. Verifying goes through all of them and names what was edited, removed, inserted or put in another order.</source>
   <translation>每笔委托、风控结论、文件、决定和事件都以哈希连到前一条。校验会逐条检查，指出被修改、删除、插入或调换次序的记录。</translation>
  </message>
  <message>
   <source>A quarter in a folder</source>
   <translation>按季度导出到文件夹</translation>
  </message>
  <message>
   <source>Tables as CSV and JSON lines, the files of every run, and a program that checks them with Python alone. Note the seal somewhere else: it vouches for all the rest.</source>
   <translation>CSV 和 JSON 行格式的表、每次运行的文件，以及只用 Python 就能校验的程序。请把封签记在别处：它担保其余一切。</translation>
  </message>
  <message>
   <source>Newest link</source>
   <translation>最新一环</translation>
  </message>
  <message>
   <source>Writes a new folder; nothing in the home is changed.</source>
   <translation>写入新文件夹；主目录不会改变。</translation>
  </message>
  <message>
   <source>The seal it tells belongs somewhere else.</source>
   <translation>它给出的封签应记在别处。</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <source>What the chain holds</source>
   <translation>链中内容</translation>
  </message>
  <message>
   <source>Faults found</source>
   <translation>发现的问题</translation>
  </message>
  <message>
   <source>Quarter, such as 2026Q3</source>
   <translation>季度，如 2026Q3</translation>
  </message>
  <message>
   <source>New folder</source>
   <translation>新文件夹</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <source>Files written</source>
   <translation>写入文件数</translation>
  </message>
  <message>
   <source>Seal</source>
   <translation>封签</translation>
  </message>
  <message>
   <source>Run number</source>
   <translation>运行序号</translation>
  </message>
  <message>
   <source>As of</source>
   <translation>截至</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>种子</translation>
  </message>
  <message>
   <source>Hash of the settings</source>
   <translation>设置哈希</translation>
  </message>
  <message>
   <source>Code version</source>
   <translation>代码版本</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>步骤</translation>
  </message>
  <message>
   <source>Verdicts</source>
   <translation>风控结论</translation>
  </message>
  <message>
   <source>Orders of the run</source>
   <translation>该运行的委托</translation>
  </message>
  <message>
   <source>Events of the run</source>
   <translation>该运行的事件</translation>
  </message>
  <message>
   <source>Replay</source>
   <translation>回放</translation>
  </message>
  <message>
   <source>Artifacts</source>
   <translation>产物</translation>
  </message>
  <message>
   <source>Run or reason</source>
   <translation>运行或原因</translation>
  </message>
  <message>
   <source>Any job</source>
   <translation>所有任务</translation>
  </message>
  <message>
   <source>Any outcome</source>
   <translation>所有结果</translation>
  </message>
  <message>
   <source>Replay and compare</source>
   <translation>回放并比较</translation>
  </message>
  <message>
   <source>Open the file</source>
   <translation>打开文件</translation>
  </message>
  <message>
   <source>Copy path</source>
   <translation>复制路径</translation>
  </message>
  <message>
   <source>Copy SHA-256</source>
   <translation>复制 SHA-256</translation>
  </message>
  <message>
   <source>unfinished</source>
   <translation>未完成</translation>
  </message>
  <message>
   <source>Pick an artifact first.</source>
   <translation>请先选一个产物。</translation>
  </message>
  <message>
   <source>Replaying {run} …</source>
   <translation>正在回放 {run}…</translation>
  </message>
  <message>
   <source>A replay makes the run again on the same snapshots and compares every byte.</source>
   <translation>回放会在同一批快照上重做这次运行，并逐字节比较。</translation>
  </message>
  <message>
   <source>{path} is not there.</source>
   <translation>{path} 不存在。</translation>
  </message>
  <message>
   <source>Plan row</source>
   <translation>计划行</translation>
  </message>
  <message>
   <source>Source payload</source>
   <translation>来源载荷</translation>
  </message>
  <message>
   <source>page {page} of {pages} · {total} in all</source>
   <translation>第 {page} / {pages} 页 · 共 {total} 条</translation>
  </message>
  <message>
   <source>{quarter} is no quarter; write it as 2026Q3.</source>
   <translation>{quarter} 不是季度；请写成 2026Q3。</translation>
  </message>
  <message>
   <source>Name a new folder.</source>
   <translation>请指定新文件夹。</translation>
  </message>
  <message>
   <source>Under way: it has come as far as {where}.</source>
   <translation>进行中：已到“{where}”。</translation>
  </message>
  <message>
   <source>This console only looks.</source>
   <translation>此控制台仅供查看。</translation>
  </message>
  <message>
   <source>Another action of this screen is under way.</source>
   <translation>此界面的另一项操作正在进行。</translation>
  </message>
  <message>
   <source>Pick a run first.</source>
   <translation>请先选一个运行。</translation>
  </message>
  <message>
   <source>Only finished Night, Morning and Close runs can be replayed.</source>
   <translation>只有已结束的夜间、盘前和收盘运行可以回放。</translation>
  </message>
  <message>
   <source>Not placed. It ended at {where}: {why}{told}</source>
   <translation>未下单，止于“{where}”：{why}{told}</translation>
  </message>
  <message>
   <source>Placed: {state} ({told})</source>
   <translation>已下单：{state}（{told}）</translation>
  </message>
  <message>
   <source>Placed; nothing is known of its result yet.</source>
   <translation>已下单；结果尚不可知。</translation>
  </message>
  <message>
   <source>No run of that day is on record here.</source>
   <translation>这里没有当天的运行记录。</translation>
  </message>
  <message>
   <source>Placed, and ended at {where}: {why}{told}</source>
   <translation>已下单，止于“{where}”：{why}{told}</translation>
  </message>
 </context>
</TS>
