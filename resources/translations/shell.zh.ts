<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>Confirm</source>
   <translation>确认</translation>
  </message>
  <message>
   <source>Cancel (Esc)</source>
   <translation>取消（Esc）</translation>
  </message>
  <message>
   <source>Still to fill in: {names}</source>
   <translation>尚需填写：{names}</translation>
  </message>
  <message>
   <source>Under way</source>
   <translation>进行中</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>重试</translation>
  </message>
  <message>
   <source>as of {moment}</source>
   <translation>截至 {moment}</translation>
  </message>
  <message>
   <source>These figures are {seconds} s old; F5 reads them again.</source>
   <translation>这些数字已有 {seconds} 秒未更新；按 F5 重新读取。</translation>
  </message>
  <message>
   <source>Read again (F5)</source>
   <translation>重新读取（F5）</translation>
  </message>
  <message>
   <source>Not renewed: {reason}</source>
   <translation>未能更新：{reason}</translation>
  </message>
  <message>
   <source>Reading …</source>
   <translation>正在读取…</translation>
  </message>
  <message>
   <source>Save as</source>
   <translation>另存为</translation>
  </message>
  <message>
   <source>Not written: {why} ({path})</source>
   <translation>未能写入：{why}（{path}）</translation>
  </message>
  <message>
   <source>cancelled</source>
   <translation>已取消</translation>
  </message>
  <message>
   <source>died without a word</source>
   <translation>意外终止</translation>
  </message>
  <message>
   <source>took too long and was ended</source>
   <translation>超时被结束</translation>
  </message>
  <message>
   <source>for {passed}, about {left} left</source>
   <translation>已进行 {passed}，约剩 {left}</translation>
  </message>
  <message>
   <source>for {passed}</source>
   <translation>已进行 {passed}</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Take it off this list; its result stays</source>
   <translation>从列表移除；结果保留</translation>
  </message>
  <message>
   <source>It is told to end.</source>
   <translation>已要求它结束。</translation>
  </message>
  <message>
   <source>{at}, after {took}</source>
   <translation>{at}，用时 {took}</translation>
  </message>
  <message>
   <source>This console only looks.</source>
   <translation>此控制台仅供查看。</translation>
  </message>
  <message>
   <source>The engine runs it: end it on Today.</source>
   <translation>由引擎运行：请在“今日”中结束。</translation>
  </message>
  <message>
   <source>is being ended …</source>
   <translation>正在结束…</translation>
  </message>
  <message>
   <source>Really cancel?</source>
   <translation>确定取消？</translation>
  </message>
  <message>
   <source>{count} more</source>
   <translation>另有 {count} 项</translation>
  </message>
  <message>
   <source>Run the demo</source>
   <translation>运行演示</translation>
  </message>
  <message>
   <source>Choose a folder …</source>
   <translation>选择文件夹…</translation>
  </message>
  <message>
   <source>Tushare token</source>
   <translation>Tushare 令牌</translation>
  </message>
  <message>
   <source>Connect</source>
   <translation>连接</translation>
  </message>
  <message>
   <source>Show the desk as it is</source>
   <translation>就这样查看交易台</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>进度</translation>
  </message>
  <message>
   <source>There is no desk here yet</source>
   <translation>这里还没有交易台</translation>
  </message>
  <message>
   <source>The desk here has no data yet</source>
   <translation>这里的交易台还没有数据</translation>
  </message>
  <message>
   <source>See it work</source>
   <translation>先看演示</translation>
  </message>
  <message>
   <source>20 trading days on a simulated exchange, about three minutes. No account, no data, no order.</source>
   <translation>在模拟交易所运行 20 个交易日，约三分钟。不需要账户、数据，也不会有真实委托。</translation>
  </message>
  <message>
   <source>Bring real data</source>
   <translation>导入真实数据</translation>
  </message>
  <message>
   <source>A folder with daily bars and trade_cal, CSV or Parquet. Makes a paper desk: no real money.</source>
   <translation>一个存放日线与交易日历（daily、trade_cal，CSV 或 Parquet）的文件夹。将在此建立模拟盘，不动用真实资金。</translation>
  </message>
  <message>
   <source>Connect a source</source>
   <translation>连接数据源</translation>
  </message>
  <message>
   <source>Your Tushare token goes into this computer's keyring. Makes a paper desk here that pulls each day.</source>
   <translation>Tushare 令牌存入本机钥匙串。将在此建立每日自动拉取数据的模拟盘。</translation>
  </message>
  <message>
   <source>Choose how to begin. Real money is never switched on by this program alone.</source>
   <translation>请选择如何开始。本程序绝不会自行启用真实资金。</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>帮助</translation>
  </message>
  <message>
   <source>A screen, a command, a symbol, an order, a run …</source>
   <translation>界面、命令、股票、委托或运行…</translation>
  </message>
  <message>
   <source>Find a command (Ctrl+K)</source>
   <translation>查找命令（Ctrl+K）</translation>
  </message>
  <message>
   <source>Commands found</source>
   <translation>找到的命令</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>今日</translation>
  </message>
  <message>
   <source>Plan and orders</source>
   <translation>计划与委托</translation>
  </message>
  <message>
   <source>Holdings and cash</source>
   <translation>持仓与资金</translation>
  </message>
  <message>
   <source>Reconciliation</source>
   <translation>对账</translation>
  </message>
  <message>
   <source>Factors and IC</source>
   <translation>因子与 IC</translation>
  </message>
  <message>
   <source>Research and models</source>
   <translation>研究与模型</translation>
  </message>
  <message>
   <source>Data</source>
   <translation>数据</translation>
  </message>
  <message>
   <source>Alarms</source>
   <translation>报警</translation>
  </message>
  <message>
   <source>Audit</source>
   <translation>审计</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>设置</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>未知</translation>
  </message>
  <message>
   <source>{count} new alarm(s)</source>
   <translation>{count} 条新报警</translation>
  </message>
  <message>
   <source>Daybreak</source>
   <translation>破晓</translation>
  </message>
  <message>
   <source>Trade again</source>
   <translation>恢复交易</translation>
  </message>
  <message>
   <source>{symbol}: {sellable} of {held} shares may be sold</source>
   <translation>{symbol}：{held} 股中 {sellable} 股可卖</translation>
  </message>
  <message>
   <source>Flatten: sell all that may be sold</source>
   <translation>清仓：卖出全部可卖持仓</translation>
  </message>
  <message>
   <source>Sell</source>
   <translation>卖出</translation>
  </message>
  <message>
   <source>Understood</source>
   <translation>知道了</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>理由</translation>
  </message>
  <message>
   <source>Type {phrase}</source>
   <translation>输入 {phrase}</translation>
  </message>
  <message>
   <source>STOP goes to REDUCING: only sells pass from now on.</source>
   <translation>STOP 转为 REDUCING：此后只许卖出。</translation>
  </message>
  <message>
   <source>Who lets trading go on all the same</source>
   <translation>由谁决定仍然恢复</translation>
  </message>
  <message>
   <source>Why that is right</source>
   <translation>为何可以这样做</translation>
  </message>
  <message>
   <source>Simulated: its orders reach no terminal; a paper twin fills them.</source>
   <translation>模拟：委托不会到达任何终端，由纸上孪生成交。</translation>
  </message>
  <message>
   <source>Simulated: its orders may reach a simulation account of PTrade, never real money.</source>
   <translation>模拟：委托可能到达 PTrade 模拟账户，绝不涉及真实资金。</translation>
  </message>
  <message>
   <source>Since {at} by {by}: {reason}</source>
   <translation>自 {at}，操作者 {by}：{reason}</translation>
  </message>
  <message>
   <source>Simulated time: it stands where the newest run stood.</source>
   <translation>模拟时间：停在最近一次运行的时刻。</translation>
  </message>
  <message>
   <source>VIEWER</source>
   <translation>仅查看</translation>
  </message>
  <message>
   <source>Trade date</source>
   <translation>交易日</translation>
  </message>
  <message>
   <source>Beijing time</source>
   <translation>北京时间</translation>
  </message>
  <message>
   <source>Next job</source>
   <translation>下一任务</translation>
  </message>
  <message>
   <source>Another console has this desk; here you can look, and press STOP.</source>
   <translation>另一个控制台正在操作此交易台；这里只能查看，以及按 STOP。</translation>
  </message>
  <message>
   <source>STOP, now {state}</source>
   <translation>STOP，当前 {state}</translation>
  </message>
  <message>
   <source>More of STOP</source>
   <translation>STOP 的更多操作</translation>
  </message>
  <message>
   <source>Flatten: sell all that may be sold …</source>
   <translation>清仓：卖出全部可卖持仓…</translation>
  </message>
  <message>
   <source>Trade again …</source>
   <translation>恢复交易…</translation>
  </message>
  <message>
   <source>Engine</source>
   <translation>引擎</translation>
  </message>
  <message>
   <source>Pressing STOP …</source>
   <translation>正在按下 STOP…</translation>
  </message>
  <message>
   <source>Block new orders and cancel what works, at once (Ctrl+Shift+S)</source>
   <translation>立即阻止新委托并撤销在途委托（Ctrl+Shift+S）</translation>
  </message>
  <message>
   <source>Stop: block new orders and cancel what works</source>
   <translation>停止：阻止新委托并撤销在途委托</translation>
  </message>
  <message>
   <source>Block new orders, leave what works</source>
   <translation>只阻止新委托，保留在途委托</translation>
  </message>
  <message>
   <source>Cancel what works, block nothing</source>
   <translation>只撤销在途委托，不阻止新委托</translation>
  </message>
  <message>
   <source>Let only sells through</source>
   <translation>只许卖出</translation>
  </message>
  <message>
   <source>no bars</source>
   <translation>无行情</translation>
  </message>
  <message>
   <source>Pull or import data.</source>
   <translation>请拉取或导入数据。</translation>
  </message>
  <message>
   <source>{day}, {age} open day(s) old</source>
   <translation>{day}，距今 {age} 个交易日</translation>
  </message>
  <message>
   <source>nobody watches</source>
   <translation>无人值守</translation>
  </message>
  <message>
   <source>Start the engine: it looks for alarms.</source>
   <translation>请启动引擎：由它检查报警。</translation>
  </message>
  <message>
   <source>The calendar does not say how old that is.</source>
   <translation>交易日历无法判断其新旧。</translation>
  </message>
  <message>
   <source>alive</source>
   <translation>运行中</translation>
  </message>
  <message>
   <source>silent</source>
   <translation>无响应</translation>
  </message>
  <message>
   <source>not running</source>
   <translation>未运行</translation>
  </message>
  <message>
   <source>Nothing is scheduled.</source>
   <translation>没有已排定的任务。</translation>
  </message>
  <message>
   <source>none</source>
   <translation>无</translation>
  </message>
  <message>
   <source>{new} new of {all}</source>
   <translation>{all} 条，新 {new}</translation>
  </message>
  <message>
   <source>{count} lesser hold(s)</source>
   <translation>{count} 个局部限制</translation>
  </message>
  <message>
   <source>pressed in the console</source>
   <translation>在控制台按下</translation>
  </message>
  <message>
   <source>There is no screen called {name}.</source>
   <translation>没有名为 {name} 的界面。</translation>
  </message>
  <message>
   <source>{count} command(s) running</source>
   <translation>{count} 个命令正在运行</translation>
  </message>
  <message>
   <source>{trouble} → open Settings to mend it</source>
   <translation>{trouble} → 打开“设置”修复</translation>
  </message>
  <message>
   <source>STOP is NOT pressed: {why}. Stop the strategy in the terminal now.</source>
   <translation>STOP 未能按下：{why}。请立即在终端停止策略。</translation>
  </message>
  <message>
   <source>the reader says nothing</source>
   <translation>读取进程无响应</translation>
  </message>
  <message>
   <source>Open {screen}</source>
   <translation>打开{screen}</translation>
  </message>
  <message>
   <source>STOP: block new orders and cancel what works</source>
   <translation>STOP：阻止新委托并撤销在途委托</translation>
  </message>
  <message>
   <source>STOP: let only sells through</source>
   <translation>STOP：只许卖出</translation>
  </message>
  <message>
   <source>STOP: block new orders, leave what works</source>
   <translation>STOP：阻止新委托，保留在途委托</translation>
  </message>
  <message>
   <source>STOP: cancel what works, block nothing</source>
   <translation>STOP：只撤销在途委托</translation>
  </message>
  <message>
   <source>STOP: trade again …</source>
   <translation>STOP：恢复交易…</translation>
  </message>
  <message>
   <source>STOP: flatten …</source>
   <translation>STOP：清仓…</translation>
  </message>
  <message>
   <source>Read the screen in front again</source>
   <translation>重新读取当前界面</translation>
  </message>
  <message>
   <source>Help for the screen in front</source>
   <translation>当前界面的帮助</translation>
  </message>
  <message>
   <source>Export the table in front</source>
   <translation>导出当前表格</translation>
  </message>
  <message>
   <source>Audit: {what}</source>
   <translation>审计：{what}</translation>
  </message>
  <message>
   <source>Close this screen (Ctrl+W)</source>
   <translation>关闭此界面（Ctrl+W）</translation>
  </message>
  <message>
   <source>Dark theme</source>
   <translation>深色主题</translation>
  </message>
  <message>
   <source>Light theme</source>
   <translation>浅色主题</translation>
  </message>
  <message>
   <source>Colours: red up, green down</source>
   <translation>颜色：红涨绿跌</translation>
  </message>
  <message>
   <source>Colours: green up, red down</source>
   <translation>颜色：绿涨红跌</translation>
  </message>
  <message>
   <source>Colours for the colour-blind</source>
   <translation>色盲友好配色</translation>
  </message>
  <message>
   <source>Sound on</source>
   <translation>开启声音</translation>
  </message>
  <message>
   <source>Sound off</source>
   <translation>关闭声音</translation>
  </message>
  <message>
   <source>The other console is gone: this one has the desk now.</source>
   <translation>另一个控制台已关闭：现在由本窗口操作。</translation>
  </message>
  <message>
   <source>A folder of daily bars</source>
   <translation>日线文件夹</translation>
  </message>
  <message>
   <source>The demo is being made: 20 trading days, about three minutes …</source>
   <translation>正在生成演示：20 个交易日，约三分钟…</translation>
  </message>
  <message>
   <source>The demo is complete: every day is there to look at.</source>
   <translation>演示已完成：每一天都可查看。</translation>
  </message>
  <message>
   <source>Files are being imported …</source>
   <translation>正在导入文件…</translation>
  </message>
  <message>
   <source>The data are in.</source>
   <translation>数据已导入。</translation>
  </message>
  <message>
   <source>The source answers; the engine pulls from it each day.</source>
   <translation>数据源已应答；引擎每天从它取数。</translation>
  </message>
  <message>
   <source>Type the token first.</source>
   <translation>请先输入令牌。</translation>
  </message>
  <message>
   <source>The token goes into the keyring …</source>
   <translation>正在把令牌存入钥匙串…</translation>
  </message>
  <message>
   <source>The source is being chosen …</source>
   <translation>正在选定数据源…</translation>
  </message>
  <message>
   <source>The source is being asked one question …</source>
   <translation>正在向数据源试问一次…</translation>
  </message>
  <message>
   <source>A paper desk is being made here …</source>
   <translation>正在建立模拟盘…</translation>
  </message>
  <message>
   <source>Show the window</source>
   <translation>显示窗口</translation>
  </message>
  <message>
   <source>Close the window</source>
   <translation>关闭窗口</translation>
  </message>
  <message>
   <source>This console only looks: another one has the desk.</source>
   <translation>此控制台仅供查看：另一个控制台正在操作。</translation>
  </message>
  <message>
   <source>Act over there.</source>
   <translation>请在那一个上操作。</translation>
  </message>
  <message>
   <source>The reader of this home stopped.</source>
   <translation>读取进程已停止。</translation>
  </message>
  <message>
   <source>It is started again.</source>
   <translation>正在重新启动。</translation>
  </message>
  <message>
   <source>The command was killed.</source>
   <translation>该命令被强行结束。</translation>
  </message>
  <message>
   <source>What it had done stays; run it again.</source>
   <translation>已完成的部分保留；请重新运行。</translation>
  </message>
  <message>
   <source>The command ended with code {code}.</source>
   <translation>命令以代码 {code} 结束。</translation>
  </message>
  <message>
   <source>The command could not be started: {why}</source>
   <translation>命令无法启动：{why}</translation>
  </message>
 </context>
</TS>
