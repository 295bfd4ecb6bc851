<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>Jan</source>
   <translation>1 月</translation>
  </message>
  <message>
   <source>Feb</source>
   <translation>2 月</translation>
  </message>
  <message>
   <source>Mar</source>
   <translation>3 月</translation>
  </message>
  <message>
   <source>Apr</source>
   <translation>4 月</translation>
  </message>
  <message>
   <source>May</source>
   <translation>5 月</translation>
  </message>
  <message>
   <source>Jun</source>
   <translation>6 月</translation>
  </message>
  <message>
   <source>Jul</source>
   <translation>7 月</translation>
  </message>
  <message>
   <source>Aug</source>
   <translation>8 月</translation>
  </message>
  <message>
   <source>Sep</source>
   <translation>9 月</translation>
  </message>
  <message>
   <source>Oct</source>
   <translation>10 月</translation>
  </message>
  <message>
   <source>Nov</source>
   <translation>11 月</translation>
  </message>
  <message>
   <source>Dec</source>
   <translation>12 月</translation>
  </message>
  <message>
   <source>Span</source>
   <translation>区间</translation>
  </message>
  <message>
   <source>Return</source>
   <translation>收益</translation>
  </message>
  <message>
   <source>Index</source>
   <translation>指数</translation>
  </message>
  <message>
   <source>Deepest</source>
   <translation>最大回撤</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Days</source>
   <translation>天数</translation>
  </message>
  <message>
   <source>Opening cash</source>
   <translation>期初资金</translation>
  </message>
  <message>
   <source>Played</source>
   <translation>回放时间</translation>
  </message>
  <message>
   <source>First</source>
   <translation>首日</translation>
  </message>
  <message>
   <source>Last</source>
   <translation>末日</translation>
  </message>
  <message>
   <source>Days wanted</source>
   <translation>计划天数</translation>
  </message>
  <message>
   <source>Code of now</source>
   <translation>代码未变</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>设置</translation>
  </message>
  <message>
   <source>Code version</source>
   <translation>代码版本</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Assets</source>
   <translation>总资产</translation>
  </message>
  <message>
   <source>Cash</source>
   <translation>现金</translation>
  </message>
  <message>
   <source>Plan</source>
   <translation>计划</translation>
  </message>
  <message>
   <source>Orders</source>
   <translation>委托</translation>
  </message>
  <message>
   <source>Fills</source>
   <translation>成交</translation>
  </message>
  <message>
   <source>Rejected</source>
   <translation>废单</translation>
  </message>
  <message>
   <source>Gates</source>
   <translation>风控</translation>
  </message>
  <message>
   <source>Reconciliation</source>
   <translation>对账</translation>
  </message>
  <message>
   <source>Night, Morning, Close</source>
   <translation>夜间、盘前、收盘</translation>
  </message>
  <message>
   <source>Year</source>
   <translation>年份</translation>
  </message>
  <message>
   <source>Of</source>
   <translation>对象</translation>
  </message>
  <message>
   <source>Whole year</source>
   <translation>全年</translation>
  </message>
  <message>
   <source>Over</source>
   <translation>股票范围</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>标签</translation>
  </message>
  <message>
   <source>Missing</source>
   <translation>缺失</translation>
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
   <source>Skew</source>
   <translation>偏度</translation>
  </message>
  <message>
   <source>Excess kurtosis</source>
   <translation>超额峰度</translation>
  </message>
  <message>
   <source>Above zero</source>
   <translation>为正</translation>
  </message>
  <message>
   <source>1 %</source>
   <translation>1%</translation>
  </message>
  <message>
   <source>5 %</source>
   <translation>5%</translation>
  </message>
  <message>
   <source>25 %</source>
   <translation>25%</translation>
  </message>
  <message>
   <source>Median</source>
   <translation>中位数</translation>
  </message>
  <message>
   <source>75 %</source>
   <translation>75%</translation>
  </message>
  <message>
   <source>95 %</source>
   <translation>95%</translation>
  </message>
  <message>
   <source>99 %</source>
   <translation>99%</translation>
  </message>
  <message>
   <source>Lowest</source>
   <translation>最小</translation>
  </message>
  <message>
   <source>Highest</source>
   <translation>最大</translation>
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
   <source>Wanted</source>
   <translation>方向</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>占比</translation>
  </message>
  <message>
   <source>Used tonight</source>
   <translation>当晚使用</translation>
  </message>
  <message>
   <source>Leak lab</source>
   <translation>泄漏检查</translation>
  </message>
  <message>
   <source>Rank IC</source>
   <translation>Rank IC</translation>
  </message>
  <message>
   <source>HAC t</source>
   <translation>HAC t 值</translation>
  </message>
  <message>
   <source>False discovery</source>
   <translation>错误发现率</translation>
  </message>
  <message>
   <source>Turnover</source>
   <translation>换手</translation>
  </message>
  <message>
   <source>Cluster</source>
   <translation>聚类</translation>
  </message>
  <message>
   <source>Definition</source>
   <translation>定义</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>夜间</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>结果</translation>
  </message>
  <message>
   <source>Factors</source>
   <translation>因子</translation>
  </message>
  <message>
   <source>Names</source>
   <translation>股票数</translation>
  </message>
  <message>
   <source>Best</source>
   <translation>最高</translation>
  </message>
  <message>
   <source>Spread</source>
   <translation>离散度</translation>
  </message>
  <message>
   <source>Differs</source>
   <translation>有变</translation>
  </message>
  <message>
   <source>Settings or code are not those of the night before</source>
   <translation>设置或代码与前一晚不同</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>种子</translation>
  </message>
  <message>
   <source>Pin</source>
   <translation>快照</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>运行</translation>
  </message>
  <message>
   <source>How they are spread, in % (the ends hold what lies outside)</source>
   <translation>分布，%（两端含区间之外）</translation>
  </message>
  <message>
   <source>Mean and median by date</source>
   <translation>逐日均值与中位数</translation>
  </message>
  <message>
   <source>Spread of names by date</source>
   <translation>逐日截面离散</translation>
  </message>
  <message>
   <source>Press “Measure labels”, or run `daybreak research labels`.</source>
   <translation>点击“统计标签”，或运行 `daybreak research labels`。</translation>
  </message>
  <message>
   <source>Measure labels</source>
   <translation>统计标签</translation>
  </message>
  <message>
   <source>Open of D+1 to close of D+{days} · {names}</source>
   <translation>D+1 开盘至 D+{days} 收盘 · {names}</translation>
  </message>
  <message>
   <source>Composition of the score</source>
   <translation>得分构成</translation>
  </message>
  <message>
   <source>Share of the score by category</source>
   <translation>按类别的得分占比</translation>
  </message>
  <message>
   <source>Scores of the newest night</source>
   <translation>最近一晚的得分</translation>
  </message>
  <message>
   <source>Best, median and spread of the scores</source>
   <translation>得分的最高、中位与离散</translation>
  </message>
  <message>
   <source>Nights of the model</source>
   <translation>逐晚模型记录</translation>
  </message>
  <message>
   <source>The rule is the only model so far: no trained one is registered, no language model has a say.</source>
   <translation>规则打分是目前唯一的模型：尚无已登记的训练模型，语言模型也未参与。</translation>
  </message>
  <message>
   <source>Active model</source>
   <translation>现用模型</translation>
  </message>
  <message>
   <source>Weights from</source>
   <translation>权重来自</translation>
  </message>
  <message>
   <source>Catalogue</source>
   <translation>因子目录</translation>
  </message>
  <message>
   <source>Engine</source>
   <translation>引擎</translation>
  </message>
  <message>
   <source>Top M / N</source>
   <translation>候选 M / 持仓 N</translation>
  </message>
  <message>
   <source>Least coverage</source>
   <translation>最低覆盖率</translation>
  </message>
  <message>
   <source>Take out</source>
   <translation>中性化</translation>
  </message>
  <message>
   <source>Winsor</source>
   <translation>去极值</translation>
  </message>
  <message>
   <source>No night has scored here yet: `daybreak run night` makes one.</source>
   <translation>还没有夜间任务打过分：运行 `daybreak run night`。</translation>
  </message>
  <message>
   <source>Nothing would score now: {why}</source>
   <translation>现在没有因子可打分：{why}</translation>
  </message>
  <message>
   <source>Digest of every computed factor's name, version and expression</source>
   <translation>全部计算因子名称、版本与表达式的摘要</translation>
  </message>
  <message>
   <source>Account and index</source>
   <translation>账户与指数</translation>
  </message>
  <message>
   <source>Below the highest so far</source>
   <translation>自高点回撤</translation>
  </message>
  <message>
   <source>Monthly returns</source>
   <translation>月度收益</translation>
  </message>
  <message>
   <source>Days of the span</source>
   <translation>区间各日</translation>
  </message>
  <message>
   <source>Reading …</source>
   <translation>正在读取…</translation>
  </message>
  <message>
   <source>No day is closed here yet. “New replay” plays a span of stored days.</source>
   <translation>还没有完成收盘的交易日。“新回放”可回放已有行情的区间。</translation>
  </message>
  <message>
   <source>Account</source>
   <translation>账户</translation>
  </message>
  <message>
   <source>{name} · {days} days · settings {settings} · code {code}</source>
   <translation>{name} · {days} 天 · 设置 {settings} · 代码 {code}</translation>
  </message>
  <message>
   <source>Ahead by</source>
   <translation>超额</translation>
  </message>
  <message>
   <source>Volatility</source>
   <translation>波动率</translation>
  </message>
  <message>
   <source>Sharpe</source>
   <translation>夏普</translation>
  </message>
  <message>
   <source>Days ahead</source>
   <translation>跑赢天数</translation>
  </message>
  <message>
   <source>Best day</source>
   <translation>最好一日</translation>
  </message>
  <message>
   <source>Worst day</source>
   <translation>最差一日</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>未处理</translation>
  </message>
  <message>
   <source>{year} account</source>
   <translation>{year} 账户</translation>
  </message>
  <message>
   <source>{year} index</source>
   <translation>{year} 指数</translation>
  </message>
  <message>
   <source>year</source>
   <translation>全年</translation>
  </message>
  <message>
   <source>Return over that of the index</source>
   <translation>收益减去指数收益</translation>
  </message>
  <message>
   <source>Of daily returns, 242 days a year</source>
   <translation>按日收益，一年 242 天</translation>
  </message>
  <message>
   <source>Mean daily return over its deviation, 242 days a year, no interest</source>
   <translation>日均收益除以标准差，一年 242 天，不计利息</translation>
  </message>
  <message>
   <source>Share of days on which the account beat the index</source>
   <translation>账户跑赢指数的天数占比</translation>
  </message>
  <message>
   <source>Days with an open break</source>
   <translation>有未处理差异的天数</translation>
  </message>
  <message>
   <source>Research and models</source>
   <translation>研究与模型</translation>
  </message>
  <message>
   <source>Replayed spans</source>
   <translation>回放区间</translation>
  </message>
  <message>
   <source>New replay</source>
   <translation>新回放</translation>
  </message>
  <message>
   <source>Replays</source>
   <translation>回放</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>模型</translation>
  </message>
  <message>
   <source>Together</source>
   <translation>同图对比</translation>
  </message>
  <message>
   <source>Show the equity of the selected spans in one picture</source>
   <translation>把选中区间的净值画在一张图里</translation>
  </message>
  <message>
   <source>One alone</source>
   <translation>单独显示</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>续放</translation>
  </message>
  <message>
   <source>Replay a span of days?</source>
   <translation>回放一段区间？</translation>
  </message>
  <message>
   <source>Running: daybreak {command} …</source>
   <translation>正在运行：daybreak {command}…</translation>
  </message>
  <message>
   <source>Plays Night, Morning, the paper session and Close of each day in a home of its own, from cash.</source>
   <translation>在独立的主目录里从现金开始，逐日运行夜间、盘前、模拟交易与收盘。</translation>
  </message>
  <message>
   <source>Bars are stored from {first} to {last}; the first year only fills the lookback.</source>
   <translation>已有 {first} 至 {last} 的行情；第一年只用于回看。</translation>
  </message>
  <message>
   <source>Nothing of this home changes; a span of the same dates is played anew in its place.</source>
   <translation>本主目录不受影响；相同日期的旧回放会被取代。</translation>
  </message>
  <message>
   <source>Replay</source>
   <translation>回放</translation>
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
   <source>Opening cash in yuan</source>
   <translation>期初资金（元）</translation>
  </message>
  <message>
   <source>write dates as 2026-01-05</source>
   <translation>日期写作 2026-01-05</translation>
  </message>
  <message>
   <source>{first} to {last}, {dates} dates, {names} names a date · pin {pin} · made {made}</source>
   <translation>{first} 至 {last}，{dates} 个交易日，每日 {names} 只 · 快照 {pin} · 生成于 {made}</translation>
  </message>
  <message>
   <source>This home</source>
   <translation>本主目录</translation>
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
  <message>
   <source>Only a span that was cut short can be played on.</source>
   <translation>只有中断的区间可以续放。</translation>
  </message>
  <message>
   <source>Nobody has measured labels here yet.</source>
   <translation>这里还没有统计过标签。</translation>
  </message>
  <message>
   <source>{last} lies before {first}</source>
   <translation>{last} 早于 {first}</translation>
  </message>
  <message>
   <source>bars are stored to {newest}</source>
   <translation>行情已存至 {newest}</translation>
  </message>
  <message>
   <source>the opening cash is an amount above 0</source>
   <translation>期初资金须大于 0</translation>
  </message>
 </context>
</TS>
