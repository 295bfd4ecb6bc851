<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>Symbol</source>
   <translation>代码</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Held</source>
   <translation>持有</translation>
  </message>
  <message>
   <source>Sellable</source>
   <translation>可卖</translation>
  </message>
  <message>
   <source>On this day</source>
   <translation>当日</translation>
  </message>
  <message>
   <source>Locked by</source>
   <translation>锁定原因</translation>
  </message>
  <message>
   <source>Market value</source>
   <translation>持仓市值</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>权重</translation>
  </message>
  <message>
   <source>Day's result</source>
   <translation>当日盈亏</translation>
  </message>
  <message>
   <source>Result of the day, fees and dividends included</source>
   <translation>当日损益，含费用与分红</translation>
  </message>
  <message>
   <source>Day %</source>
   <translation>当日 %</translation>
  </message>
  <message>
   <source>Unrealised</source>
   <translation>浮动盈亏</translation>
  </message>
  <message>
   <source>Of cost</source>
   <translation>盈亏比例</translation>
  </message>
  <message>
   <source>Total</source>
   <translation>累计盈亏</translation>
  </message>
  <message>
   <source>Unrealised and realised, fees, taxes and dividends included</source>
   <translation>浮动与已实现，含费用、税与分红</translation>
  </message>
  <message>
   <source>Price</source>
   <translation>价格</translation>
  </message>
  <message>
   <source>Price is</source>
   <translation>价格来源</translation>
  </message>
  <message>
   <source>Cost a share</source>
   <translation>成本价</translation>
  </message>
  <message>
   <source>Cost</source>
   <translation>成本</translation>
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
   <source>Sellable next day</source>
   <translation>次日可卖</translation>
  </message>
  <message>
   <source>Locked</source>
   <translation>锁定</translation>
  </message>
  <message>
   <source>Realised</source>
   <translation>已实现</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Traded</source>
   <translation>成交额</translation>
  </message>
  <message>
   <source>Fees planned</source>
   <translation>计划费用</translation>
  </message>
  <message>
   <source>Fees booked</source>
   <translation>入账费用</translation>
  </message>
  <message>
   <source>Price against plan</source>
   <translation>价格与计划之差</translation>
  </message>
  <message>
   <source>Positive cost us: auction and session together</source>
   <translation>正数为不利：竞价与盘中合计</translation>
  </message>
  <message>
   <source>Of the plan</source>
   <translation>占计划</translation>
  </message>
  <message>
   <source>Left undone</source>
   <translation>未完成</translation>
  </message>
  <message>
   <source>Parity</source>
   <translation>一致度</translation>
  </message>
  <message>
   <source>Commission</source>
   <translation>佣金</translation>
  </message>
  <message>
   <source>Stamp duty</source>
   <translation>印花税</translation>
  </message>
  <message>
   <source>Transfer fee</source>
   <translation>过户费</translation>
  </message>
  <message>
   <source>Other fees</source>
   <translation>其他费用</translation>
  </message>
  <message>
   <source>Dividend tax</source>
   <translation>红利税</translation>
  </message>
  <message>
   <source>Holdings and cash</source>
   <translation>持仓与资金</translation>
  </message>
  <message>
   <source>Positions</source>
   <translation>持仓</translation>
  </message>
  <message>
   <source>Weight by board</source>
   <translation>板块权重</translation>
  </message>
  <message>
   <source>Weight by industry</source>
   <translation>行业权重</translation>
  </message>
  <message>
   <source>Return against the index</source>
   <translation>收益与指数</translation>
  </message>
  <message>
   <source>Drawdown</source>
   <translation>回撤</translation>
  </message>
  <message>
   <source>Costs by day</source>
   <translation>每日成本</translation>
  </message>
  <message>
   <source>Fees and slippage</source>
   <translation>费用与滑点</translation>
  </message>
  <message>
   <source>All assets (CNY)</source>
   <translation>总资产（元）</translation>
  </message>
  <message>
   <source>Day (CNY)</source>
   <translation>当日（元）</translation>
  </message>
  <message>
   <source>Since the start (CNY)</source>
   <translation>累计（元）</translation>
  </message>
  <message>
   <source>Since the start</source>
   <translation>累计</translation>
  </message>
  <message>
   <source>Ahead of the index</source>
   <translation>超额（对指数）</translation>
  </message>
  <message>
   <source>Deepest</source>
   <translation>最大回撤</translation>
  </message>
  <message>
   <source>Fees shown (CNY)</source>
   <translation>所列费用（元）</translation>
  </message>
  <message>
   <source>Settled cash</source>
   <translation>可用资金</translation>
  </message>
  <message>
   <source>Unsettled cash</source>
   <translation>未交收资金</translation>
  </message>
  <message>
   <source>Set aside for orders</source>
   <translation>委托冻结资金</translation>
  </message>
  <message>
   <source>Names held</source>
   <translation>持股只数</translation>
  </message>
  <message>
   <source>Locked today</source>
   <translation>当日锁定</translation>
  </message>
  <message>
   <source>Heaviest</source>
   <translation>权重最大</translation>
  </message>
  <message>
   <source>Cap of one name</source>
   <translation>单票上限</translation>
  </message>
  <message>
   <source>Nothing is held on this day.</source>
   <translation>当日没有持仓。</translation>
  </message>
  <message>
   <source>No day is closed yet.</source>
   <translation>尚无已收盘的交易日。</translation>
  </message>
  <message>
   <source>Costs, chart</source>
   <translation>成本图</translation>
  </message>
  <message>
   <source>Costs, table</source>
   <translation>成本表</translation>
  </message>
  <message>
   <source>The books are empty. The first Morning opens them.</source>
   <translation>账簿为空；首次盘前任务会建账。</translation>
  </message>
  <message>
   <source>Go to Today</source>
   <translation>转到今日</translation>
  </message>
  <message>
   <source>{day}, at the close</source>
   <translation>{day} 收盘后</translation>
  </message>
  <message>
   <source>{day}, open</source>
   <translation>{day} 未收盘</translation>
  </message>
  <message>
   <source>Account</source>
   <translation>账户</translation>
  </message>
  <message>
   <source>Index</source>
   <translation>指数</translation>
  </message>
  <message>
   <source>Planned fees</source>
   <translation>计划费用</translation>
  </message>
  <message>
   <source>{symbol} {weight}</source>
   <translation>{symbol} {weight}</translation>
  </message>
  <message>
   <source>of {cap}</source>
   <translation>／ {cap}</translation>
  </message>
  <message>
   <source>{names} names, {value} CNY, at most {cap} of all assets</source>
   <translation>{names} 只，{value} 元，最多占总资产 {cap}</translation>
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
   <source>unknown</source>
   <translation>未知</translation>
  </message>
 </context>
</TS>
