<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>Dataset</source>
   <translation>数据集</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Last date</source>
   <translation>最新日期</translation>
  </message>
  <message>
   <source>Of the trading calendar the last day it tells of</source>
   <translation>交易日历为其已知的最后一天</translation>
  </message>
  <message>
   <source>Age (days)</source>
   <translation>落后天数</translation>
  </message>
  <message>
   <source>Open days after the last date</source>
   <translation>最新日期之后的交易日数</translation>
  </message>
  <message>
   <source>Coverage</source>
   <translation>覆盖率</translation>
  </message>
  <message>
   <source>Share of the open days from first to last that are stored</source>
   <translation>首末日之间已入库的交易日占比</translation>
  </message>
  <message>
   <source>Gaps</source>
   <translation>缺口</translation>
  </message>
  <message>
   <source>Open days that are missing in between; listed below</source>
   <translation>中间缺少的交易日；下方列出</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>行数</translation>
  </message>
  <message>
   <source>Rows of the last date</source>
   <translation>最新日期的行数</translation>
  </message>
  <message>
   <source>Revised</source>
   <translation>供应商修订</translation>
  </message>
  <message>
   <source>Rows the vendor changed after they were stored</source>
   <translation>入库后被供应商改动的行</translation>
  </message>
  <message>
   <source>Corrected</source>
   <translation>人工更正</translation>
  </message>
  <message>
   <source>Values a person overruled</source>
   <translation>被人工覆盖的值</translation>
  </message>
  <message>
   <source>Known at</source>
   <translation>可用时刻</translation>
  </message>
  <message>
   <source>Beijing time on the row's own date from which anything may read it</source>
   <translation>该行日期当天可被读取的北京时间</translation>
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
   <source>Partitions</source>
   <translation>分区</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>类型</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Weekday</source>
   <translation>星期</translation>
  </message>
  <message>
   <source>Breaker</source>
   <translation>熔断状态</translation>
  </message>
  <message>
   <source>Failures in a row</source>
   <translation>连续失败</translation>
  </message>
  <message>
   <source>Left alone since</source>
   <translation>熔断始于</translation>
  </message>
  <message>
   <source>Next probe</source>
   <translation>下次试探</translation>
  </message>
  <message>
   <source>Changed at</source>
   <translation>变更时间</translation>
  </message>
  <message>
   <source>Last error</source>
   <translation>最近错误</translation>
  </message>
  <message>
   <source>Interface</source>
   <translation>接口</translation>
  </message>
  <message>
   <source>Requests</source>
   <translation>请求数</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>失败</translation>
  </message>
  <message>
   <source>Throttled</source>
   <translation>被限流</translation>
  </message>
  <message>
   <source>Answers that said to ask less often</source>
   <translation>要求降低频率的响应</translation>
  </message>
  <message>
   <source>Mean ms</source>
   <translation>平均（毫秒）</translation>
  </message>
  <message>
   <source>Time on the wire</source>
   <translation>网络耗时</translation>
  </message>
  <message>
   <source>Slowest ms</source>
   <translation>最慢（毫秒）</translation>
  </message>
  <message>
   <source>Busiest minute</source>
   <translation>最忙一分钟</translation>
  </message>
  <message>
   <source>Most requests of any minute of the day</source>
   <translation>当天任一分钟的最多请求</translation>
  </message>
  <message>
   <source>Allowed</source>
   <translation>上限</translation>
  </message>
  <message>
   <source>Requests a minute the settings allow</source>
   <translation>设置允许的每分钟请求</translation>
  </message>
  <message>
   <source>Quota use</source>
   <translation>配额使用率</translation>
  </message>
  <message>
   <source>Busiest minute against what is allowed</source>
   <translation>最忙一分钟与上限之比</translation>
  </message>
  <message>
   <source>Last asked</source>
   <translation>最近请求</translation>
  </message>
  <message>
   <source>No.</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Rows changed</source>
   <translation>改动行数</translation>
  </message>
  <message>
   <source>Noticed</source>
   <translation>发现时间</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>列</translation>
  </message>
  <message>
   <source>Cells</source>
   <translation>单元格</translation>
  </message>
  <message>
   <source>Largest change</source>
   <translation>最大变化</translation>
  </message>
  <message>
   <source>Symbol</source>
   <translation>代码</translation>
  </message>
  <message>
   <source>Stored</source>
   <translation>入库值</translation>
  </message>
  <message>
   <source>Proposed</source>
   <translation>提议值</translation>
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
   <source>Undoes no.</source>
   <translation>所撤销的编号</translation>
  </message>
  <message>
   <source>Decided by</source>
   <translation>决定人</translation>
  </message>
  <message>
   <source>Decided for</source>
   <translation>决定原因</translation>
  </message>
  <message>
   <source>Reads</source>
   <translation>现值</translation>
  </message>
  <message>
   <source>Confirmed by</source>
   <translation>确认人</translation>
  </message>
  <message>
   <source>Known since</source>
   <translation>生效时间</translation>
  </message>
  <message>
   <source>Undone by no.</source>
   <translation>撤销它的编号</translation>
  </message>
  <message>
   <source>{dataset} of {day}, {symbol} {column}: {old} becomes {new}</source>
   <translation>{dataset} {day}，{symbol} {column}：{old} 改为 {new}</translation>
  </message>
  <message>
   <source>Pull data</source>
   <translation>拉取数据</translation>
  </message>
  <message>
   <source>Import {path}</source>
   <translation>导入 {path}</translation>
  </message>
  <message>
   <source>Correct a stored value: step one</source>
   <translation>更正入库值：第一步</translation>
  </message>
  <message>
   <source>Confirm proposal {number}</source>
   <translation>确认提议 {number}</translation>
  </message>
  <message>
   <source>Withdraw proposal {number}</source>
   <translation>撤回提议 {number}</translation>
  </message>
  <message>
   <source>Proposed by {author}: {reason}</source>
   <translation>{author} 提议：{reason}</translation>
  </message>
  <message>
   <source>This is proposed too, and counts from its second step on; past runs stay as they are.</source>
   <translation>撤销也要先提议，第二步之后才生效；以往的运行不变。</translation>
  </message>
  <message>
   <source>Undo correction {number}</source>
   <translation>撤销更正 {number}</translation>
  </message>
  <message>
   <source>Propose the undoing</source>
   <translation>提议撤销</translation>
  </message>
  <message>
   <source>Propose this correction</source>
   <translation>提议此更正</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>Reason, kept in the history</source>
   <translation>原因（留存于历史）</translation>
  </message>
  <message>
   <source>Fetches what is not stored yet, day by day; what is stored is not asked again.</source>
   <translation>逐日拉取尚未入库的数据；已入库的不再请求。</translation>
  </message>
  <message>
   <source>Asking stored days again finds the vendor's revisions; nothing stored is overwritten.</source>
   <translation>重新拉取已入库的日期可发现供应商修订；已入库的不会被覆盖。</translation>
  </message>
  <message>
   <source>Pull</source>
   <translation>拉取</translation>
  </message>
  <message>
   <source>Every CSV or Parquet file named after a dataset is read, in Tushare's columns and units.</source>
   <translation>以数据集命名的 CSV 或 Parquet 文件都会读取，采用 Tushare 的列名和单位。</translation>
  </message>
  <message>
   <source>A fault is refused with file and line; what is stored stays, and only what changed is added.</source>
   <translation>有误则拒绝并指出文件和行；已入库的保留，只添加有变化的。</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>导入</translation>
  </message>
  <message>
   <source>First see what it would change; then propose it. A second step, by confirming it, makes it count.</source>
   <translation>先看会改变什么，再提议。经第二步确认后才生效。</translation>
  </message>
  <message>
   <source>Show the effect</source>
   <translation>查看影响</translation>
  </message>
  <message>
   <source>From now on every run reads the new value; past runs keep what they read.</source>
   <translation>从现在起所有运行读新值；以往的运行保留当时所读。</translation>
  </message>
  <message>
   <source>Confirm</source>
   <translation>确认</translation>
  </message>
  <message>
   <source>Withdraw</source>
   <translation>撤回</translation>
  </message>
  <message>
   <source>Propose</source>
   <translation>提议</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>空</translation>
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
   <source>Ask stored days again</source>
   <translation>重新拉取已入库日期</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>值</translation>
  </message>
  <message>
   <source>Trade date</source>
   <translation>交易日</translation>
  </message>
  <message>
   <source>New value, null for none</source>
   <translation>新值（null 表示空）</translation>
  </message>
  <message>
   <source>The settings want another person than {author} to confirm.</source>
   <translation>设置要求由 {author} 以外的人确认。</translation>
  </message>
  <message>
   <source>{typed} is no date; write it as 2026-01-05.</source>
   <translation>{typed} 不是日期；请写成 2026-01-05。</translation>
  </message>
  <message>
   <source>Data</source>
   <translation>数据</translation>
  </message>
  <message>
   <source>Datasets</source>
   <translation>数据集</translation>
  </message>
  <message>
   <source>Coverage by day</source>
   <translation>逐日覆盖</translation>
  </message>
  <message>
   <source>Missing days</source>
   <translation>缺少的日期</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>数据源</translation>
  </message>
  <message>
   <source>Requests by interface and day</source>
   <translation>各接口每日请求</translation>
  </message>
  <message>
   <source>Vendor revisions</source>
   <translation>供应商修订</translation>
  </message>
  <message>
   <source>Changed columns</source>
   <translation>改动的列</translation>
  </message>
  <message>
   <source>Proposals</source>
   <translation>提议</translation>
  </message>
  <message>
   <source>Corrections</source>
   <translation>更正</translation>
  </message>
  <message>
   <source>{dataset} of {day}: {changed} changed, {came} came, {went} went; {symbols} symbols; {runs} runs read it.</source>
   <translation>{dataset} {day}：改动 {changed} 行，新增 {came}，消失 {went}；涉及 {symbols} 只股票；{runs} 次运行读过。</translation>
  </message>
  <message>
   <source>Pull …</source>
   <translation>拉取…</translation>
  </message>
  <message>
   <source>Import …</source>
   <translation>导入…</translation>
  </message>
  <message>
   <source>Correct …</source>
   <translation>更正…</translation>
  </message>
  <message>
   <source>Open days of the calendar</source>
   <translation>日历显示的交易日</translation>
  </message>
  <message>
   <source>Sources and quota</source>
   <translation>数据源与配额</translation>
  </message>
  <message>
   <source>Nothing is stored yet. Drag a folder of CSV or Parquet files here, or pull.</source>
   <translation>尚无入库数据。把 CSV 或 Parquet 文件夹拖到这里，或者拉取。</translation>
  </message>
  <message>
   <source>Import a folder</source>
   <translation>导入文件夹</translation>
  </message>
  <message>
   <source>No open day is missing.</source>
   <translation>没有缺失的交易日。</translation>
  </message>
  <message>
   <source>Pull these days …</source>
   <translation>拉取这些日期…</translation>
  </message>
  <message>
   <source>No source has been asked yet.</source>
   <translation>尚未向数据源取数。</translation>
  </message>
  <message>
   <source>The vendor has changed nothing that was stored.</source>
   <translation>供应商未改动已入库的数据。</translation>
  </message>
  <message>
   <source>No correction is waiting.</source>
   <translation>没有待确认的更正。</translation>
  </message>
  <message>
   <source>Nothing has been corrected.</source>
   <translation>没有更正过数据。</translation>
  </message>
  <message>
   <source>Confirm …</source>
   <translation>确认…</translation>
  </message>
  <message>
   <source>Withdraw …</source>
   <translation>撤回…</translation>
  </message>
  <message>
   <source>Undo …</source>
   <translation>撤销…</translation>
  </message>
  <message>
   <source>not asked yet</source>
   <translation>尚未请求</translation>
  </message>
  <message>
   <source>Comparing …</source>
   <translation>正在比较…</translation>
  </message>
  <message>
   <source>Folder of CSV or Parquet files</source>
   <translation>CSV 或 Parquet 文件夹</translation>
  </message>
  <message>
   <source>No day is missing in between.</source>
   <translation>中间没有缺少的日期。</translation>
  </message>
  <message>
   <source>Pick a proposal that waits.</source>
   <translation>请选一条待定的提议。</translation>
  </message>
  <message>
   <source>{count} open days</source>
   <translation>{count} 个交易日</translation>
  </message>
  <message>
   <source>Pick a revision to compare it cell by cell.</source>
   <translation>选一条修订，逐格比较。</translation>
  </message>
  <message>
   <source>Pick a correction that stands.</source>
   <translation>请选一条有效的更正。</translation>
  </message>
  <message>
   <source>Data come from</source>
   <translation>数据来自</translation>
  </message>
  <message>
   <source>Newest bars</source>
   <translation>最新行情</translation>
  </message>
  <message>
   <source>Behind</source>
   <translation>落后</translation>
  </message>
  <message>
   <source>Days missing</source>
   <translation>缺少天数</translation>
  </message>
  <message>
   <source>Waiting for step two</source>
   <translation>待第二步</translation>
  </message>
  <message>
   <source>Age, open days</source>
   <translation>落后交易日</translation>
  </message>
  <message>
   <source>Revised rows</source>
   <translation>修订行数</translation>
  </message>
  <message>
   <source>Nothing reads it before the second step; the file itself is never changed.</source>
   <translation>第二步之前没有任何程序读它；文件本身永不改动。</translation>
  </message>
  <message>
   <source>Tushare</source>
   <translation>Tushare</translation>
  </message>
  <message>
   <source>Tushare proxy</source>
   <translation>Tushare 代理</translation>
  </message>
  <message>
   <source>files by hand</source>
   <translation>手工文件</translation>
  </message>
  <message>
   <source>stored data only</source>
   <translation>仅用已入库数据</translation>
  </message>
  <message>
   <source>The demo exchange only answers while the demo runs.</source>
   <translation>演示交易所只在演示运行时响应。</translation>
  </message>
  <message>
   <source>The settings say files by hand: import a folder instead.</source>
   <translation>设置为手工文件：请导入文件夹。</translation>
  </message>
  <message>
   <source>The settings say stored data only: choose a source in Settings, or import a folder.</source>
   <translation>设置为仅用已入库数据：请在设置中选择数据源，或导入文件夹。</translation>
  </message>
  <message>
   <source>That is the value that is stored already.</source>
   <translation>与入库值相同。</translation>
  </message>
  <message>
   <source>A change of more than 30 %: compare it with the days around.</source>
   <translation>变化超过 30%：请与前后几天比较。</translation>
  </message>
  <message>
   <source>About ten, a hundred or more times the old value: is the unit right?</source>
   <translation>约为原值的十倍、百倍或更多：单位对吗？</translation>
  </message>
  <message>
   <source>The cell becomes empty.</source>
   <translation>单元格变为空。</translation>
  </message>
  <message>
   <source>Mon</source>
   <translation>周一</translation>
  </message>
  <message>
   <source>Tue</source>
   <translation>周二</translation>
  </message>
  <message>
   <source>Wed</source>
   <translation>周三</translation>
  </message>
  <message>
   <source>Thu</source>
   <translation>周四</translation>
  </message>
  <message>
   <source>Fri</source>
   <translation>周五</translation>
  </message>
  <message>
   <source>Sat</source>
   <translation>周六</translation>
  </message>
  <message>
   <source>Sun</source>
   <translation>周日</translation>
  </message>
  <message>
   <source>{count} runs read the old value and stay as they are, {planned} of them with this symbol in the plan: {named}</source>
   <translation>{count} 次运行读过旧值，保持不变，其中 {planned} 次的计划含此股票：{named}</translation>
  </message>
  <message>
   <source>{cell} of {symbol}: {old} becomes {new}{change}</source>
   <translation>{symbol} 的 {cell}：{old} 改为 {new}{change}</translation>
  </message>
  <message>
   <source>No run has read the old value.</source>
   <translation>没有运行读过旧值。</translation>
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
   <source>The days around: {values}</source>
   <translation>前后几天：{values}</translation>
  </message>
 </context>
</TS>
