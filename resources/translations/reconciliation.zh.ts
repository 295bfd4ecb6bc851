<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>Beside another desk</source>
   <translation>与另一交易台对照</translation>
  </message>
  <message>
   <source>Beside {home} ({channel}): its newest run is of {theirs}, ours of {ours}.</source>
   <translation>对照 {home}（{channel}）：对方最新运行截至 {theirs}，本交易台截至 {ours}。</translation>
  </message>
  <message>
   <source>found {day}</source>
   <translation>发现于 {day}</translation>
  </message>
  <message>
   <source>{age} trading days old</source>
   <translation>已 {age} 个交易日</translation>
  </message>
  <message>
   <source>No break is open</source>
   <translation>没有未处理的差异</translation>
  </message>
  <message>
   <source>nothing holds orders back</source>
   <translation>不阻止委托</translation>
  </message>
  <message>
   <source>follows #{number}</source>
   <translation>接续 #{number}</translation>
  </message>
  <message>
   <source>No.</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Urgency</source>
   <translation>紧急度</translation>
  </message>
  <message>
   <source>Break</source>
   <translation>差异</translation>
  </message>
  <message>
   <source>Symbol</source>
   <translation>代码</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Days old</source>
   <translation>已历天数</translation>
  </message>
  <message>
   <source>Trading days</source>
   <translation>交易日</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>负责人</translation>
  </message>
  <message>
   <source>Orders</source>
   <translation>委托</translation>
  </message>
  <message>
   <source>Detail</source>
   <translation>详情</translation>
  </message>
  <message>
   <source>Evidence</source>
   <translation>依据</translation>
  </message>
  <message>
   <source>Follows</source>
   <translation>接续</translation>
  </message>
  <message>
   <source>The same break of an earlier day</source>
   <translation>此前某日的同一差异</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>交易前</translation>
  </message>
  <message>
   <source>Intended</source>
   <translation>应有</translation>
  </message>
  <message>
   <source>Filled</source>
   <translation>成交</translation>
  </message>
  <message>
   <source>Ledger</source>
   <translation>账簿</translation>
  </message>
  <message>
   <source>Broker</source>
   <translation>券商</translation>
  </message>
  <message>
   <source>Apart</source>
   <translation>相差</translation>
  </message>
  <message>
   <source>Broker less ledger</source>
   <translation>券商减账簿</translation>
  </message>
  <message>
   <source>Agrees</source>
   <translation>一致</translation>
  </message>
  <message>
   <source>Breaks</source>
   <translation>差异</translation>
  </message>
  <message>
   <source>Side</source>
   <translation>方向</translation>
  </message>
  <message>
   <source>Planned</source>
   <translation>计划</translation>
  </message>
  <message>
   <source>Planned price</source>
   <translation>计划价</translation>
  </message>
  <message>
   <source>Mean price</source>
   <translation>均价</translation>
  </message>
  <message>
   <source>Price cost</source>
   <translation>价格成本</translation>
  </message>
  <message>
   <source>Positive cost us</source>
   <translation>正数为不利</translation>
  </message>
  <message>
   <source>Price cause</source>
   <translation>价格原因</translation>
  </message>
  <message>
   <source>Left undone</source>
   <translation>未完成</translation>
  </message>
  <message>
   <source>Quantity cause</source>
   <translation>数量原因</translation>
  </message>
  <message>
   <source>Fee difference</source>
   <translation>费用之差</translation>
  </message>
  <message>
   <source>Fee cause</source>
   <translation>费用原因</translation>
  </message>
  <message>
   <source>First fill after</source>
   <translation>首笔成交用时</translation>
  </message>
  <message>
   <source>Seconds from the opening</source>
   <translation>自开盘起的秒数</translation>
  </message>
  <message>
   <source>Time cause</source>
   <translation>时间原因</translation>
  </message>
  <message>
   <source>Fee planned</source>
   <translation>计划费用</translation>
  </message>
  <message>
   <source>Fee booked</source>
   <translation>入账费用</translation>
  </message>
  <message>
   <source>Astray</source>
   <translation>偏离</translation>
  </message>
  <message>
   <source>Price, quantity and fee without their signs</source>
   <translation>价格、数量与费用的绝对值</translation>
  </message>
  <message>
   <source>Order id</source>
   <translation>委托编号</translation>
  </message>
  <message>
   <source>Decision</source>
   <translation>处理方式</translation>
  </message>
  <message>
   <source>By</source>
   <translation>提议人</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>理由</translation>
  </message>
  <message>
   <source>At</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Entry</source>
   <translation>分录</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>类型</translation>
  </message>
  <message>
   <source>Memo</source>
   <translation>摘要</translation>
  </message>
  <message>
   <source>Cash</source>
   <translation>现金</translation>
  </message>
  <message>
   <source>Shares</source>
   <translation>股数</translation>
  </message>
  <message>
   <source>Parity</source>
   <translation>一致度</translation>
  </message>
  <message>
   <source>Trades planned</source>
   <translation>计划笔数</translation>
  </message>
  <message>
   <source>Late</source>
   <translation>成交偏迟</translation>
  </message>
  <message>
   <source>Breaks found</source>
   <translation>发现差异</translation>
  </message>
  <message>
   <source>Still open</source>
   <translation>仍未处理</translation>
  </message>
  <message>
   <source>Causes</source>
   <translation>原因</translation>
  </message>
  <message>
   <source>Our orders</source>
   <translation>本台委托</translation>
  </message>
  <message>
   <source>What Morning priced, before the gates</source>
   <translation>盘前定价的委托，未过风控</translation>
  </message>
  <message>
   <source>Their orders</source>
   <translation>对方委托</translation>
  </message>
  <message>
   <source>The same</source>
   <translation>相同</translation>
  </message>
  <message>
   <source>Name, side, size and price</source>
   <translation>证券、方向、数量与价格</translation>
  </message>
  <message>
   <source>Orders shared</source>
   <translation>委托重合</translation>
  </message>
  <message>
   <source>Money both put in, each of its own assets</source>
   <translation>双方共同投入的金额，各占自身资产</translation>
  </message>
  <message>
   <source>Targets shared</source>
   <translation>目标重合</translation>
  </message>
  <message>
   <source>Result apart</source>
   <translation>收益差</translation>
  </message>
  <message>
   <source>Ours less theirs</source>
   <translation>本台减对方</translation>
  </message>
  <message>
   <source>Size or price differs</source>
   <translation>量或价不同</translation>
  </message>
  <message>
   <source>Only ours</source>
   <translation>仅本台</translation>
  </message>
  <message>
   <source>Only theirs</source>
   <translation>仅对方</translation>
  </message>
  <message>
   <source>Our result</source>
   <translation>本台收益</translation>
  </message>
  <message>
   <source>Their result</source>
   <translation>对方收益</translation>
  </message>
  <message>
   <source>Our Morning</source>
   <translation>本台盘前</translation>
  </message>
  <message>
   <source>Their Morning</source>
   <translation>对方盘前</translation>
  </message>
  <message>
   <source>Our Morning at</source>
   <translation>本台盘前时间</translation>
  </message>
  <message>
   <source>Their Morning at</source>
   <translation>对方盘前时间</translation>
  </message>
  <message>
   <source>Reconciliation</source>
   <translation>对账</translation>
  </message>
  <message>
   <source>Open breaks</source>
   <translation>未处理差异</translation>
  </message>
  <message>
   <source>Parity by day</source>
   <translation>每日一致度</translation>
  </message>
  <message>
   <source>Breaks by day</source>
   <translation>每日差异</translation>
  </message>
  <message>
   <source>Four statements</source>
   <translation>四方对照</translation>
  </message>
  <message>
   <source>Planned against filled</source>
   <translation>计划与成交</translation>
  </message>
  <message>
   <source>Decided breaks</source>
   <translation>已处理差异</translation>
  </message>
  <message>
   <source>Entries of the ledger</source>
   <translation>账簿分录</translation>
  </message>
  <message>
   <source>Reconciliation by day</source>
   <translation>每日对账</translation>
  </message>
  <message>
   <source>{action}: break #{number}</source>
   <translation>{action}：差异 #{number}</translation>
  </message>
  <message>
   <source>Cash before (CNY)</source>
   <translation>交易前现金（元）</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>收盘</translation>
  </message>
  <message>
   <source>Names that differ</source>
   <translation>不一致只数</translation>
  </message>
  <message>
   <source>No break is open.</source>
   <translation>没有未处理的差异。</translation>
  </message>
  <message>
   <source>Nothing was traded on this day.</source>
   <translation>当日没有成交。</translation>
  </message>
  <message>
   <source>No break has been decided.</source>
   <translation>尚未处理过差异。</translation>
  </message>
  <message>
   <source>Decided</source>
   <translation>已处理</translation>
  </message>
  <message>
   <source>By day</source>
   <translation>按日</translation>
  </message>
  <message>
   <source>No day has been reconciled yet. Close reconciles the first one.</source>
   <translation>尚未对账；首个收盘任务会对账。</translation>
  </message>
  <message>
   <source>Go to Today</source>
   <translation>转到今日</translation>
  </message>
  <message>
   <source>No break was found on the days shown.</source>
   <translation>所示日期未发现差异。</translation>
  </message>
  <message>
   <source>The day before</source>
   <translation>前一日</translation>
  </message>
  <message>
   <source>The day after</source>
   <translation>后一日</translation>
  </message>
  <message>
   <source>The newest day</source>
   <translation>最新一日</translation>
  </message>
  <message>
   <source>{count} break(s) hold the next orders back</source>
   <translation>{count} 项差异阻止后续委托</translation>
  </message>
  <message>
   <source>At most {yuan} CNY.</source>
   <translation>最多 {yuan} 元。</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>理由</translation>
  </message>
  <message>
   <source>Price (CNY)</source>
   <translation>价格（元）</translation>
  </message>
  <message>
   <source>All fees together (CNY)</source>
   <translation>全部费用（元）</translation>
  </message>
  <message>
   <source>Wait until</source>
   <translation>等到</translation>
  </message>
  <message>
   <source>Entry to take back</source>
   <translation>要冲回的分录</translation>
  </message>
  <message>
   <source>{count} of {all}</source>
   <translation>{count} / {all}</translation>
  </message>
  <message>
   <source>{count} open, none holds orders back</source>
   <translation>{count} 项未处理，均不阻止委托</translation>
  </message>
  <message>
   <source>not yet</source>
   <translation>尚未</translation>
  </message>
  <message>
   <source>The difference is posted; our figure becomes the broker's.</source>
   <translation>差额入账，我方数字改为券商数字。</translation>
  </message>
  <message>
   <source>The trade you state from the contract note is posted.</source>
   <translation>按交割单所述的成交入账。</translation>
  </message>
  <message>
   <source>The entry is posted again with the other sign; nothing is deleted.</source>
   <translation>以相反符号再次入账，不删除任何分录。</translation>
  </message>
  <message>
   <source>Nothing is posted; a P2 or P3 lets orders through until that day.</source>
   <translation>不入账；P2、P3 在该日之前不阻止委托。</translation>
  </message>
  <message>
   <source>Nothing is posted; about figures only once the two agree.</source>
   <translation>不入账；涉及数字的须两方一致后方可。</translation>
  </message>
  <message>
   <source>The small difference in cash is posted as a result of its own.</source>
   <translation>小额现金差异单独入账。</translation>
  </message>
  <message>
   <source>This console only looks.</source>
   <translation>此控制台仅供查看。</translation>
  </message>
  <message>
   <source>{code} does not allow it; it allows: {actions}</source>
   <translation>{code} 不允许；允许：{actions}</translation>
  </message>
  <message>
   <source>The calendar knows no later trading day.</source>
   <translation>日历中没有更晚的交易日。</translation>
  </message>
  <message>
   <source>The ledger has no entry of the last weeks.</source>
   <translation>近几周账簿没有分录。</translation>
  </message>
 </context>
</TS>
