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
   <translation>正在执行</translation>
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
   <source>Reading …</source>
   <translation>正在读取…</translation>
  </message>
  <message>
   <source>Not renewed: {reason}</source>
   <translation>未能更新：{reason}</translation>
  </message>
  <message>
   <source>Save as</source>
   <translation>另存为</translation>
  </message>
  <message>
   <source>{path} was not written: {why}</source>
   <translation>{path} 未能写入：{why}</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>今日</translation>
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
   <source>Alarms</source>
   <translation>报警</translation>
  </message>
  <message>
   <source>Find a command (Ctrl+K)</source>
   <translation>查找命令（Ctrl+K）</translation>
  </message>
  <message>
   <source>Another console has this desk; here you can look, and press STOP.</source>
   <translation>另一个控制台正在操作此席位；这里只能查看，以及按 STOP。</translation>
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
   <source>Daybreak</source>
   <translation>破晓</translation>
  </message>
  <message>
   <source>Data</source>
   <translation>数据</translation>
  </message>
  <message>
   <source>Engine</source>
   <translation>引擎</translation>
  </message>
  <message>
   <source>Simulated: no order reaches a broker.</source>
   <translation>模拟：任何委托都不会到达券商。</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>未知</translation>
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
   <translation>请取数或导入数据。</translation>
  </message>
  <message>
   <source>{day}, {age} open day(s) old</source>
   <translation>{day}，距今 {age} 个交易日</translation>
  </message>
  <message>
   <source>nobody watches</source>
   <translation>无人监视</translation>
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
   <source>STOP is NOT pressed: {why}. Stop the strategy in the terminal now.</source>
   <translation>STOP 未能按下：{why}。请立即在终端停止策略。</translation>
  </message>
  <message>
   <source>the reader says nothing</source>
   <translation>读取进程无响应</translation>
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
   <source>The command could not be started.</source>
   <translation>命令无法启动。</translation>
  </message>
  <message>
   <source>Is Daybreak still installed here?</source>
   <translation>破晓是否仍安装在此？</translation>
  </message>
  <message>
   <source>The command ended with code {code}.</source>
   <translation>命令以代码 {code} 结束。</translation>
  </message>
 </context>
</TS>
