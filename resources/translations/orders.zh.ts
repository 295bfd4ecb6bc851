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
   <source>Plan</source>
   <translation>计划</translation>
  </message>
  <message>
   <source>Became</source>
   <translation>结果</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>理由</translation>
  </message>
  <message>
   <source>Held</source>
   <translation>持有</translation>
  </message>
  <message>
   <source>When the plan was made</source>
   <translation>做计划时</translation>
  </message>
  <message>
   <source>Target</source>
   <translation>目标</translation>
  </message>
  <message>
   <source>Shares the target is worth at the plan's close</source>
   <translation>按计划收盘价折算的目标股数</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>变动</translation>
  </message>
  <message>
   <source>Target less held</source>
   <translation>目标减持有</translation>
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
   <source>Weight</source>
   <translation>权重</translation>
  </message>
  <message>
   <source>Target weight as a share of all assets</source>
   <translation>目标权重，占总资产</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>委托</translation>
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
   <source>Held now</source>
   <translation>现持有</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Stands in for</source>
   <translation>替补对象</translation>
  </message>
  <message>
   <source>Substitute</source>
   <translation>替补</translation>
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
   <source>Side</source>
   <translation>方向</translation>
  </message>
  <message>
   <source>Target value</source>
   <translation>目标市值</translation>
  </message>
  <message>
   <source>Sellable</source>
   <translation>可卖</translation>
  </message>
  <message>
   <source>Plan's close</source>
   <translation>计划收盘价</translation>
  </message>
  <message>
   <source>Auction</source>
   <translation>竞价</translation>
  </message>
  <message>
   <source>Order id</source>
   <translation>委托编号</translation>
  </message>
  <message>
   <source>Plan's reason</source>
   <translation>计划理由</translation>
  </message>
  <message>
   <source>Order size</source>
   <translation>委托数量</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>完成</translation>
  </message>
  <message>
   <source>Mean price</source>
   <translation>均价</translation>
  </message>
  <message>
   <source>Slippage</source>
   <translation>滑点</translation>
  </message>
  <message>
   <source>Against the auction; positive costs us</source>
   <translation>相对竞价；正数为不利</translation>
  </message>
  <message>
   <source>Value at limit</source>
   <translation>限价金额</translation>
  </message>
  <message>
   <source>Ack</source>
   <translation>回执</translation>
  </message>
  <message>
   <source>Told by</source>
   <translation>状态来源</translation>
  </message>
  <message>
   <source>At</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Executor's words</source>
   <translation>执行端说明</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>理由</translation>
  </message>
  <message>
   <source>Batch</source>
   <translation>批次</translation>
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
   <source>Ruling code</source>
   <translation>结论代码</translation>
  </message>
  <message>
   <source>Evidence</source>
   <translation>依据</translation>
  </message>
  <message>
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>What became of it</source>
   <translation>处理结果</translation>
  </message>
  <message>
   <source>How it came</source>
   <translation>来源</translation>
  </message>
  <message>
   <source>Batches</source>
   <translation>批次</translation>
  </message>
  <message>
   <source>Content hash</source>
   <translation>内容哈希</translation>
  </message>
  <message>
   <source>{answer} ({by}): {reason}</source>
   <translation>{answer}（{by}）：{reason}</translation>
  </message>
  <message>
   <source>Number of the day</source>
   <translation>当日序号</translation>
  </message>
  <message>
   <source>Hash before</source>
   <translation>前一哈希</translation>
  </message>
  <message>
   <source>Valid until</source>
   <translation>有效至</translation>
  </message>
  <message>
   <source>Orders</source>
   <translation>委托</translation>
  </message>
  <message>
   <source>Buys</source>
   <translation>买入</translation>
  </message>
  <message>
   <source>Sells</source>
   <translation>卖出</translation>
  </message>
  <message>
   <source>Channel, account</source>
   <translation>通道、账户</translation>
  </message>
  <message>
   <source>{count} for {yuan} CNY</source>
   <translation>{count} 笔，{yuan} 元</translation>
  </message>
  <message>
   <source>Files of the day</source>
   <translation>当日文件</translation>
  </message>
  <message>
   <source>Decide …</source>
   <translation>认定结果…</translation>
  </message>
  <message>
   <source>Verify the chain</source>
   <translation>核对哈希链</translation>
  </message>
  <message>
   <source>Text of the orders file</source>
   <translation>委托文件原文</translation>
  </message>
  <message>
   <source>No orders file yet: Morning builds it at 9:26.</source>
   <translation>尚无委托文件：盘前任务 9:26 生成。</translation>
  </message>
  <message>
   <source>the first of the chain</source>
   <translation>链首</translation>
  </message>
  <message>
   <source>No file</source>
   <translation>无文件</translation>
  </message>
  <message>
   <source>Not released: as it would be written</source>
   <translation>未放行：放行时将写入以下内容</translation>
  </message>
  <message>
   <source>Released; no answer yet</source>
   <translation>已放行，尚无回执</translation>
  </message>
  <message>
   <source>Plan and orders</source>
   <translation>计划与委托</translation>
  </message>
  <message>
   <source>Plan beside holdings</source>
   <translation>计划与持仓</translation>
  </message>
  <message>
   <source>Orders of the day</source>
   <translation>当日委托</translation>
  </message>
  <message>
   <source>Gates of the day</source>
   <translation>当日风控</translation>
  </message>
  <message>
   <source>Files that came in</source>
   <translation>收到的文件</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>夜间</translation>
  </message>
  <message>
   <source>Morning</source>
   <translation>盘前</translation>
  </message>
  <message>
   <source>All assets (CNY)</source>
   <translation>总资产（元）</translation>
  </message>
  <message>
   <source>To buy (CNY)</source>
   <translation>拟买入（元）</translation>
  </message>
  <message>
   <source>To sell (CNY)</source>
   <translation>拟卖出（元）</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>回执</translation>
  </message>
  <message>
   <source>Take in a file …</source>
   <translation>导入文件…</translation>
  </message>
  <message>
   <source>This console only looks.</source>
   <translation>此控制台仅供查看。</translation>
  </message>
  <message>
   <source>No order was made for this day.</source>
   <translation>当日没有生成委托。</translation>
  </message>
  <message>
   <source>Orders file</source>
   <translation>委托文件</translation>
  </message>
  <message>
   <source>No Morning has asked the gates on this day.</source>
   <translation>当日盘前尚未过风控。</translation>
  </message>
  <message>
   <source>Gates</source>
   <translation>风控</translation>
  </message>
  <message>
   <source>No file has come in for this day.</source>
   <translation>当日没有收到文件。</translation>
  </message>
  <message>
   <source>Nothing has been planned yet. Night makes the first plan.</source>
   <translation>尚无计划；夜间任务会生成首个计划。</translation>
  </message>
  <message>
   <source>Go to Today</source>
   <translation>转到今日</translation>
  </message>
  <message>
   <source>Gates ({count} object)</source>
   <translation>风控（{count} 项未通过）</translation>
  </message>
  <message>
   <source>Files of the executor</source>
   <translation>执行端文件</translation>
  </message>
  <message>
   <source>Files of the executor (*.csv)</source>
   <translation>执行端文件 (*.csv)</translation>
  </message>
  <message>
   <source>{choice} {count}</source>
   <translation>{choice} {count}</translation>
  </message>
  <message>
   <source>It was not sent</source>
   <translation>未发送</translation>
  </message>
  <message>
   <source>It was sent</source>
   <translation>已发送</translation>
  </message>
  <message>
   <source>What became of batch {batch}?</source>
   <translation>批次 {batch} 结果如何？</translation>
  </message>
  <message>
   <source>not yet</source>
   <translation>尚未</translation>
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
   <source>The plan for {day} is ready: ▶</source>
   <translation>{day} 的计划已备好：▶</translation>
  </message>
  <message>
   <source>Taking in {count} file(s) …</source>
   <translation>正在导入 {count} 个文件…</translation>
  </message>
  <message>
   <source>Look into the terminal first.</source>
   <translation>请先查看终端。</translation>
  </message>
  <message>
   <source>Until this is decided no other batch follows.</source>
   <translation>认定之前不会发出其他批次。</translation>
  </message>
  <message>
   <source>The terminal shows</source>
   <translation>终端显示</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>{ended} of {all} ended</source>
   <translation>{all} 笔中 {ended} 笔已结</translation>
  </message>
  <message>
   <source>rank {rank} enters</source>
   <translation>排名 {rank}，买入</translation>
  </message>
  <message>
   <source>rank {rank} stays</source>
   <translation>排名 {rank}，保留</translation>
  </message>
  <message>
   <source>rank {rank} stays, below its target</source>
   <translation>排名 {rank}，保留，低于目标</translation>
  </message>
  <message>
   <source>rank {rank} stays, above its target</source>
   <translation>排名 {rank}，保留，高于目标</translation>
  </message>
  <message>
   <source>rank {rank}, kept inside the buffer of {most}</source>
   <translation>排名 {rank}，在缓冲区前 {most} 名内，保留</translation>
  </message>
  <message>
   <source>rank {rank} left the buffer of {most}</source>
   <translation>排名 {rank}，跌出缓冲区前 {most} 名</translation>
  </message>
  <message>
   <source>rank {rank}, more holdings than places</source>
   <translation>排名 {rank}，持仓只数超出名额</translation>
  </message>
  <message>
   <source>rank {rank}, next in line</source>
   <translation>排名 {rank}，候补</translation>
  </message>
  <message>
   <source>rank {rank}, stands in for {symbol}</source>
   <translation>排名 {rank}，替补 {symbol}</translation>
  </message>
  <message>
   <source>not ranked any more</source>
   <translation>不再有排名</translation>
  </message>
  <message>
   <source>no close known</source>
   <translation>无收盘价</translation>
  </message>
  <message>
   <source>left the universe: {excluded}</source>
   <translation>退出股票池：{excluded}</translation>
  </message>
  <message>
   <source>cut by the turnover cap</source>
   <translation>受换手上限缩减</translation>
  </message>
  <message>
   <source>waits: turnover cap</source>
   <translation>受换手上限暂缓</translation>
  </message>
  <message>
   <source>cut to the largest order allowed</source>
   <translation>缩减至单笔上限</translation>
  </message>
  <message>
   <source>kept: {skip}</source>
   <translation>保留：{skip}</translation>
  </message>
  <message>
   <source>auction at the upper limit of {li}: no sellers</source>
   <translation>竞价涨停 {li}，无人卖出</translation>
  </message>
  <message>
   <source>auction at the lower limit of {li}: no buyers</source>
   <translation>竞价跌停 {li}，无人买入</translation>
  </message>
  <message>
   <source>already at its target at today's price</source>
   <translation>按今日价格已达目标</translation>
  </message>
  <message>
   <source>none of {shares} shares may be sold today (T+1)</source>
   <translation>{shares} 股今日均不可卖（T+1）</translation>
  </message>
  <message>
   <source>{shares} shares make no order worth sending</source>
   <translation>{shares} 股太少，不值得下单</translation>
  </message>
  <message>
   <source>{fen} CNY of settled cash left</source>
   <translation>可用资金仅余 {fen} 元</translation>
  </message>
  <message>
   <source>{place} has room for {fen} CNY more</source>
   <translation>{place}剩余额度 {fen} 元</translation>
  </message>
  <message>
   <source>on the restricted list</source>
   <translation>在限制名单上</translation>
  </message>
  <message>
   <source>on the restricted list: compliance's matter</source>
   <translation>在限制名单上：由合规处理</translation>
  </message>
  <message>
   <source>on the blacklist</source>
   <translation>在黑名单上</translation>
  </message>
  <message>
   <source>no price to {side} at</source>
   <translation>没有可{side}的价格</translation>
  </message>
  <message>
   <source>suspended today</source>
   <translation>今日停牌</translation>
  </message>
  <message>
   <source>its mean turnover is not known</source>
   <translation>平均成交额未知</translation>
  </message>
  <message>
   <source>turnover cap of {fen} CNY: {cut} of {all} {side} trades cut or waiting</source>
   <translation>换手上限 {fen} 元：{all} 笔{side}中 {cut} 笔缩减或暂缓</translation>
  </message>
  <message>
   <source>{passed} of {all} passed</source>
   <translation>{all} 项中 {passed} 项通过</translation>
  </message>
  <message>
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>Ordered</source>
   <translation>已下单</translation>
  </message>
  <message>
   <source>Not ordered</source>
   <translation>未下单</translation>
  </message>
  <message>
   <source>Kept</source>
   <translation>保留</translation>
  </message>
  <message>
   <source>Standing by</source>
   <translation>候补</translation>
  </message>
  <message>
   <source>Nobody it could have stood in for fell out.</source>
   <translation>没有可替补的缺位。</translation>
  </message>
  <message>
   <source>No Night has planned for this day.</source>
   <translation>没有夜间任务为该日做过计划。</translation>
  </message>
  <message>
   <source>No weighted factor has a value of it that day.</source>
   <translation>当日没有任何计分因子对它有取值。</translation>
  </message>
  <message>
   <source>Its order is built; the gates have not let it out yet.</source>
   <translation>委托已生成，风控尚未放行。</translation>
  </message>
  <message>
   <source>Rank {rank}: the plan takes the best {count}.</source>
   <translation>排名 {rank}：计划只取前 {count} 名。</translation>
  </message>
  <message>
   <source>Not eligible that day: {why}.</source>
   <translation>当日不合条件：{why}。</translation>
  </message>
  <message>
   <source>No order was made: {why}.</source>
   <translation>未生成委托：{why}。</translation>
  </message>
  <message>
   <source>Its order was held back: {why}.</source>
   <translation>委托被拦下：{why}。</translation>
  </message>
  <message>
   <source>No file was released.</source>
   <translation>没有放行的文件。</translation>
  </message>
  <message>
   <source>The executor has told already: {answer}.</source>
   <translation>执行端已有回执：{answer}。</translation>
  </message>
  <message>
   <source>no name of the market</source>
   <translation>不是当日市场的代码</translation>
  </message>
  <message>
   <source>see the Morning</source>
   <translation>见盘前任务</translation>
  </message>
  <message>
   <source>{name}: weight {weight}, rank {rank}, adds {part}</source>
   <translation>{name}：权重 {weight}，分位 {rank}，贡献 {part}</translation>
  </message>
  <message>
   <source>What made the score</source>
   <translation>得分构成</translation>
  </message>
  <message>
   <source>no value, counts as 0.5</source>
   <translation>无取值，按 0.5 计</translation>
  </message>
  <message>
   <source>Why …? Type a symbol, press Enter</source>
   <translation>为什么…？输入代码后回车</translation>
  </message>
  <message>
   <source>Ask about any symbol</source>
   <translation>查询任意股票</translation>
  </message>
  <message>
   <source>This name has no score on this day.</source>
   <translation>该股票当日没有得分。</translation>
  </message>
  <message>
   <source>Follow this back to the source (Audit)</source>
   <translation>追溯到来源（审计）</translation>
  </message>
  <message>
   <source>Story of {symbol}</source>
   <translation>{symbol} 的经过</translation>
  </message>
  <message>
   <source>Rule score {score}, rank {rank}</source>
   <translation>规则得分 {score}，排名 {rank}</translation>
  </message>
  <message>
   <source>The rule is the only head; no model and no language model has a say yet.</source>
   <translation>目前只按规则打分；模型与语言模型均未参与。</translation>
  </message>
  <message>
   <source>No name chosen</source>
   <translation>未选股票</translation>
  </message>
  <message>
   <source>Rule score: none</source>
   <translation>规则得分：无</translation>
  </message>
  <message>
   <source>{penalty} taken off for its board</source>
   <translation>因板块扣 {penalty}</translation>
  </message>
  <message>
   <source>From the market to the fill</source>
   <translation>从市场到成交</translation>
  </message>
 </context>
</TS>
