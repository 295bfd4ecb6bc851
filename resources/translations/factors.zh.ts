<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>Factor</source>
   <translation>因子</translation>
  </message>
  <message>
   <source>Rank IC</source>
   <translation>Rank IC</translation>
  </message>
  <message>
   <source>Mean rank correlation of the factor with what followed</source>
   <translation>因子与其后收益的平均秩相关</translation>
  </message>
  <message>
   <source>HAC t</source>
   <translation>HAC t 值</translation>
  </message>
  <message>
   <source>Mean rank IC over its Newey-West error</source>
   <translation>平均 Rank IC 除以 Newey-West 标准误</translation>
  </message>
  <message>
   <source>Sure</source>
   <translation>显著</translation>
  </message>
  <message>
   <source>Told from chance at a false discovery rate of 5 % among all tried</source>
   <translation>在全部检验过的因子中，按 5% 错误发现率（FDR）显著</translation>
  </message>
  <message>
   <source>Leak lab</source>
   <translation>泄漏检查</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>权重</translation>
  </message>
  <message>
   <source>Share of the score, signed by direction</source>
   <translation>在得分中的占比，正负为方向</translation>
  </message>
  <message>
   <source>EWMA</source>
   <translation>EWMA</translation>
  </message>
  <message>
   <source>Rank IC of late, half-life 20 dates</source>
   <translation>近期 Rank IC，半衰期 20 个交易日</translation>
  </message>
  <message>
   <source>ICIR</source>
   <translation>ICIR</translation>
  </message>
  <message>
   <source>Seen tonight</source>
   <translation>当晚覆盖</translation>
  </message>
  <message>
   <source>Share of the universe with a value tonight</source>
   <translation>当晚股票池中有值的比例</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Wanted</source>
   <translation>方向</translation>
  </message>
  <message>
   <source>Turnover</source>
   <translation>换手</translation>
  </message>
  <message>
   <source>Autocorrelation</source>
   <translation>自相关</translation>
  </message>
  <message>
   <source>Excess</source>
   <translation>超额</translation>
  </message>
  <message>
   <source>Net</source>
   <translation>净收益</translation>
  </message>
  <message>
   <source>IC</source>
   <translation>IC</translation>
  </message>
  <message>
   <source>Shrunk</source>
   <translation>收缩后</translation>
  </message>
  <message>
   <source>False discovery</source>
   <translation>错误发现率</translation>
  </message>
  <message>
   <source>Cluster</source>
   <translation>聚类</translation>
  </message>
  <message>
   <source>In the combination</source>
   <translation>组合权重</translation>
  </message>
  <message>
   <source>Dates</source>
   <translation>交易日数</translation>
  </message>
  <message>
   <source>Coverage</source>
   <translation>覆盖率</translation>
  </message>
  <message>
   <source>Lookback</source>
   <translation>回看天数</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>版本</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>来源</translation>
  </message>
  <message>
   <source>Checked</source>
   <translation>检查时间</translation>
  </message>
  <message>
   <source>Definition</source>
   <translation>定义</translation>
  </message>
  <message>
   <source>Symbol</source>
   <translation>代码</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Raw value</source>
   <translation>原始值</translation>
  </message>
  <message>
   <source>Z-score</source>
   <translation>Z 分数</translation>
  </message>
  <message>
   <source>Rank</source>
   <translation>排名</translation>
  </message>
  <message>
   <source>Check</source>
   <translation>检查</translation>
  </message>
  <message>
   <source>Leaks</source>
   <translation>泄漏</translation>
  </message>
  <message>
   <source>Day of the lab</source>
   <translation>样本日</translation>
  </message>
  <message>
   <source>What was seen</source>
   <translation>发现</translation>
  </message>
  <message>
   <source>Factors</source>
   <translation>因子</translation>
  </message>
  <message>
   <source>Passed</source>
   <translation>通过</translation>
  </message>
  <message>
   <source>Long ago</source>
   <translation>已过期</translation>
  </message>
  <message>
   <source>Not checked</source>
   <translation>未检查</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>夜间</translation>
  </message>
  <message>
   <source>Strength</source>
   <translation>强度</translation>
  </message>
  <message>
   <source>Rising</source>
   <translation>上涨占比</translation>
  </message>
  <message>
   <source>Above mean</source>
   <translation>均线之上</translation>
  </message>
  <message>
   <source>Names</source>
   <translation>股票数</translation>
  </message>
  <message>
   <source>Gate</source>
   <translation>风控项</translation>
  </message>
  <message>
   <source>Agreement</source>
   <translation>一致度</translation>
  </message>
  <message>
   <source>Spread of ranks</source>
   <translation>排名分歧</translation>
  </message>
  <message>
   <source>On top</source>
   <translation>头部分歧</translation>
  </message>
  <message>
   <source>Spread of scores</source>
   <translation>得分离散</translation>
  </message>
  <message>
   <source>Kept on top</source>
   <translation>头部留存</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>运行</translation>
  </message>
  <message>
   <source>Cumulative rank IC, together</source>
   <translation>累计 Rank IC 对比</translation>
  </message>
  <message>
   <source>Mean correlation of ranks</source>
   <translation>排名平均相关</translation>
  </message>
  <message>
   <source>{count} factors chosen</source>
   <translation>已选 {count} 个因子</translation>
  </message>
  <message>
   <source>The {count} surest; choose rows of the list and press Compare</source>
   <translation>最显著的 {count} 个；在列表中选若干行再按“对比”</translation>
  </message>
  <message>
   <source>Rising is wanted</source>
   <translation>按方向翻转</translation>
  </message>
  <message>
   <source>Turn each line by the factor's wanted direction</source>
   <translation>按因子期望方向翻转每条线</translation>
  </message>
  <message>
   <source>The surest again</source>
   <translation>恢复最显著</translation>
  </message>
  <message>
   <source>{what}; lines of the first {lines}</source>
   <translation>{what}；只画前 {lines} 条</translation>
  </message>
  <message>
   <source>Cumulative rank IC</source>
   <translation>累计 Rank IC</translation>
  </message>
  <message>
   <source>Rank IC by date</source>
   <translation>逐日 Rank IC</translation>
  </message>
  <message>
   <source>Decay by horizon</source>
   <translation>随期限衰减</translation>
  </message>
  <message>
   <source>Quantile returns</source>
   <translation>五分组收益</translation>
  </message>
  <message>
   <source>Quantile spread</source>
   <translation>多空组累计</translation>
  </message>
  <message>
   <source>How steady it is</source>
   <translation>稳定性</translation>
  </message>
  <message>
   <source>Mean rank IC by month</source>
   <translation>月均 Rank IC</translation>
  </message>
  <message>
   <source>Run IC study</source>
   <translation>运行 IC 研究</translation>
  </message>
  <message>
   <source>{days} d</source>
   <translation>{days} 日</translation>
  </message>
  <message>
   <source>low</source>
   <translation>低</translation>
  </message>
  <message>
   <source>high</source>
   <translation>高</translation>
  </message>
  <message>
   <source>Autocorr.</source>
   <translation>自相关</translation>
  </message>
  <message>
   <source>Net of cost</source>
   <translation>扣费后</translation>
  </message>
  <message>
   <source>Gross</source>
   <translation>毛收益</translation>
  </message>
  <message>
   <source>Before costs</source>
   <translation>扣费前</translation>
  </message>
  <message>
   <source>A star: told from chance at a false discovery rate of 5 %</source>
   <translation>星号：按 5% 错误发现率（FDR）显著</translation>
  </message>
  <message>
   <source>Checked {when} by {checks}, on {days} days and {names} names of the lab's own market (seed {seed}), cut at {cuts} days, with {futures} other futures</source>
   <translation>{when} 经{checks}检查：自建样本市场 {days} 日、{names} 只（种子 {seed}），在 {cuts} 处截断，换用 {futures} 种后续行情</translation>
  </message>
  <message>
   <source>Leak findings</source>
   <translation>泄漏发现</translation>
  </message>
  <message>
   <source>Verdicts by category</source>
   <translation>按类别的结论</translation>
  </message>
  <message>
   <source>Check this factor</source>
   <translation>检查此因子</translation>
  </message>
  <message>
   <source>Check all, and the planted leaks</source>
   <translation>检查全部及预埋泄漏</translation>
  </message>
  <message>
   <source>The night checks an active factor before it scores; others are checked on demand.</source>
   <translation>启用的因子在打分前由夜间检查；其余按需检查。</translation>
  </message>
  <message>
   <source>Market strength</source>
   <translation>市场强度</translation>
  </message>
  <message>
   <source>Spread</source>
   <translation>离散度</translation>
  </message>
  <message>
   <source>Nights</source>
   <translation>逐晚记录</translation>
  </message>
  <message>
   <source>Least to buy</source>
   <translation>买入所需强度</translation>
  </message>
  <message>
   <source>Heads</source>
   <translation>打分模型</translation>
  </message>
  <message>
   <source>No night has finished here yet: `daybreak run night` makes one.</source>
   <translation>还没有完成的夜间任务：运行 `daybreak run night`。</translation>
  </message>
  <message>
   <source>Ranks</source>
   <translation>排名</translation>
  </message>
  <message>
   <source>Scores</source>
   <translation>得分</translation>
  </message>
  <message>
   <source>Mean of the share that rose and the share above its 20-day mean</source>
   <translation>上涨占比与站上 20 日均线占比的平均</translation>
  </message>
  <message>
   <source>Share of names at or above their 20-day mean close</source>
   <translation>收盘不低于 20 日均线的比例</translation>
  </message>
  <message>
   <source>Mean correlation of any two scoring factors' ranks</source>
   <translation>任意两个打分因子排名的平均相关</translation>
  </message>
  <message>
   <source>Standard deviation of a name's ranks over the factors</source>
   <translation>同一股票在各因子中排名的标准差</translation>
  </message>
  <message>
   <source>The spread of ranks of the names on top of the score</source>
   <translation>得分最高股票的排名分歧</translation>
  </message>
  <message>
   <source>Models that score; where there are several their spread is shown too</source>
   <translation>参与打分的模型；多于一个时也显示其分歧</translation>
  </message>
  <message>
   <source>Raw values</source>
   <translation>原始值分布</translation>
  </message>
  <message>
   <source>Ranked values</source>
   <translation>排名值分布</translation>
  </message>
  <message>
   <source>Z-scores</source>
   <translation>Z 分数分布</translation>
  </message>
  <message>
   <source>Values tonight</source>
   <translation>当晚取值</translation>
  </message>
  <message>
   <source>Only factors that may score are standardised.</source>
   <translation>只有可打分的因子才做标准化。</translation>
  </message>
  <message>
   <source>With a value</source>
   <translation>有值</translation>
  </message>
  <message>
   <source>Mean</source>
   <translation>均值</translation>
  </message>
  <message>
   <source>Std. deviation</source>
   <translation>标准差</translation>
  </message>
  <message>
   <source>5 %</source>
   <translation>5%</translation>
  </message>
  <message>
   <source>Median</source>
   <translation>中位数</translation>
  </message>
  <message>
   <source>95 %</source>
   <translation>95%</translation>
  </message>
  <message>
   <source>Tied</source>
   <translation>并列</translation>
  </message>
  <message>
   <source>Names whose value another name has too</source>
   <translation>与其他股票取值相同的股票数</translation>
  </message>
  <message>
   <source>Factors and IC</source>
   <translation>因子与 IC</translation>
  </message>
  <message>
   <source>No study is kept yet: press “Run IC study”, or `daybreak factors ic`.</source>
   <translation>还没有已保存的研究：点击“运行 IC 研究”，或运行 `daybreak factors ic`。</translation>
  </message>
  <message>
   <source>Study</source>
   <translation>研究</translation>
  </message>
  <message>
   <source>Over</source>
   <translation>股票范围</translation>
  </message>
  <message>
   <source>Any status</source>
   <translation>全部状态</translation>
  </message>
  <message>
   <source>Any verdict</source>
   <translation>全部结论</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>对比</translation>
  </message>
  <message>
   <source>Compare the selected rows (Ctrl or Shift chooses several)</source>
   <translation>对比选中的行（Ctrl 或 Shift 多选）</translation>
  </message>
  <message>
   <source>Tonight's values</source>
   <translation>当晚取值</translation>
  </message>
  <message>
   <source>Strength and agreement</source>
   <translation>强度与一致度</translation>
  </message>
  <message>
   <source>Any category</source>
   <translation>全部类别</translation>
  </message>
  <message>
   <source>This study does not have the factor.</source>
   <translation>此研究不含该因子。</translation>
  </message>
  <message>
   <source>Run an IC study of every factor?</source>
   <translation>对全部因子运行 IC 研究？</translation>
  </message>
  <message>
   <source>Running: daybreak {command} …</source>
   <translation>正在运行：daybreak {command}…</translation>
  </message>
  <message>
   <source>behind</source>
   <translation>落后</translation>
  </message>
  <message>
   <source>Reads the stored snapshots up to {newest}; asks no source and writes no order.</source>
   <translation>只读取截至 {newest} 的快照；不请求数据源，也不写委托。</translation>
  </message>
  <message>
   <source>The study of the same terms is replaced once the new one is whole.</source>
   <translation>新研究完整后替换同条件的旧研究。</translation>
  </message>
  <message>
   <source>Ten years of the whole market take minutes; the desk's jobs go on meanwhile.</source>
   <translation>全市场十年需数分钟；其间各任务照常运行。</translation>
  </message>
  <message>
   <source>Run the study</source>
   <translation>运行研究</translation>
  </message>
  <message>
   <source>Days held</source>
   <translation>持有天数</translation>
  </message>
  <message>
   <source>Take out</source>
   <translation>中性化</translation>
  </message>
  <message>
   <source>From (2026-01-05, empty: all)</source>
   <translation>起始（2026-01-05，留空为全部）</translation>
  </message>
  <message>
   <source>To (empty: all)</source>
   <translation>截止（留空为全部）</translation>
  </message>
  <message>
   <source>write dates as 2026-01-05, or leave them empty</source>
   <translation>日期写作 2026-01-05，或留空</translation>
  </message>
  <message>
   <source>{horizon} days · {neutral} · {factors} factors · {first}…{last}</source>
   <translation>{horizon} 日 · {neutral} · {factors} 个因子 · {first}…{last}</translation>
  </message>
  <message>
   <source>{first} to {last}, {dates} dates · {trials} factors tried · cost {cost} % · pin {pin} · made {made}</source>
   <translation>{first} 至 {last}，{dates} 个交易日 · 检验 {trials} 个因子 · 成本 {cost}% · 快照 {pin} · 生成于 {made}</translation>
  </message>
  <message>
   <source>The study ends {last}, bars are stored to {newest}.</source>
   <translation>研究止于 {last}，行情已存至 {newest}。</translation>
  </message>
  <message>
   <source>No study is kept in this home.</source>
   <translation>本主目录没有已保存的研究。</translation>
  </message>
  <message>
   <source>This console only looks: another one has the desk.</source>
   <translation>此控制台仅供查看：另一个控制台正在操作。</translation>
  </message>
  <message>
   <source>Another action of this screen is under way.</source>
   <translation>此界面的另一项操作正在进行。</translation>
  </message>
  <message>
   <source>A command of this screen is still running: {command}</source>
   <translation>本页命令仍在运行：{command}</translation>
  </message>
  <message>
   <source>No bars are stored: pull or import data first.</source>
   <translation>没有行情：请先拉取或导入数据。</translation>
  </message>
 </context>
</TS>
