<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>Run now</source>
   <translation>立即运行</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>详情</translation>
  </message>
  <message>
   <source>attempt {number}</source>
   <translation>第 {number} 次</translation>
  </message>
  <message>
   <source>This console only looks.</source>
   <translation>此控制台仅供查看。</translation>
  </message>
  <message>
   <source>Retry</source>
   <translation>重试</translation>
  </message>
  <message>
   <source>Only the engine can end it.</source>
   <translation>只有引擎能结束它。</translation>
  </message>
  <message>
   <source>There is no run yet.</source>
   <translation>尚无运行。</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>今日</translation>
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
   <source>Message</source>
   <translation>内容</translation>
  </message>
  <message>
   <source>Job</source>
   <translation>任务</translation>
  </message>
  <message>
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>Size (bytes)</source>
   <translation>大小（字节）</translation>
  </message>
  <message>
   <source>Path</source>
   <translation>路径</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>事件</translation>
  </message>
  <message>
   <source>Files of the day's runs</source>
   <translation>当日运行的文件</translation>
  </message>
  <message>
   <source>Log of the newest job</source>
   <translation>最近任务的日志</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>日志</translation>
  </message>
  <message>
   <source>Files</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>Cancel this run?</source>
   <translation>取消这次运行？</translation>
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
   <source>The desk's own day</source>
   <translation>交易台当前日</translation>
  </message>
  <message>
   <source>Before orders go out</source>
   <translation>下单前检查</translation>
  </message>
  <message>
   <source>The engine has not run a job here yet.</source>
   <translation>引擎尚未在此运行过任务。</translation>
  </message>
  <message>
   <source>The process is told to end, and is killed where it does not.</source>
   <translation>先通知进程结束，不结束则强制终止。</translation>
  </message>
  <message>
   <source>A later run goes on where it stopped.</source>
   <translation>之后的运行从中断处继续。</translation>
  </message>
  <message>
   <source>Cancel the run</source>
   <translation>取消运行</translation>
  </message>
  <message>
   <source>It did not run</source>
   <translation>未能运行</translation>
  </message>
  <message>
   <source>Understood</source>
   <translation>知道了</translation>
  </message>
  <message>
   <source>Show more of this</source>
   <translation>查看更多</translation>
  </message>
  <message>
   <source>Type CANCEL</source>
   <translation>输入 CANCEL</translation>
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
   <source>Session</source>
   <translation>盘中</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>收盘</translation>
  </message>
  <message>
   <source>running</source>
   <translation>运行中</translation>
  </message>
  <message>
   <source>interrupted</source>
   <translation>已中断</translation>
  </message>
  <message>
   <source>not yet</source>
   <translation>尚未</translation>
  </message>
  <message>
   <source>The calendar does not name the day before</source>
   <translation>交易日历未给出前一日</translation>
  </message>
  <message>
   <source>There is no day to reconcile yet</source>
   <translation>尚无需对账的交易日</translation>
  </message>
  <message>
   <source>No batch was released yet</source>
   <translation>尚未放行过批次</translation>
  </message>
  <message>
   <source>{done} of {all} steps</source>
   <translation>第 {done} / {all} 步</translation>
  </message>
  <message>
   <source>STOP is not pressed</source>
   <translation>STOP 未按下</translation>
  </message>
  <message>
   <source>STOP is pressed</source>
   <translation>STOP 已按下</translation>
  </message>
  <message>
   <source>The plan of this day is there</source>
   <translation>当日计划已就绪</translation>
  </message>
  <message>
   <source>There is no plan for this day</source>
   <translation>当日没有计划</translation>
  </message>
  <message>
   <source>Run Night.</source>
   <translation>请运行夜间任务。</translation>
  </message>
  <message>
   <source>The bars of the day before are there</source>
   <translation>前一日行情已就绪</translation>
  </message>
  <message>
   <source>The bars are old</source>
   <translation>行情过旧</translation>
  </message>
  <message>
   <source>Pull the data.</source>
   <translation>请拉取数据。</translation>
  </message>
  <message>
   <source>No bars are in store</source>
   <translation>库中没有行情</translation>
  </message>
  <message>
   <source>Pull or import data.</source>
   <translation>请拉取或导入数据。</translation>
  </message>
  <message>
   <source>No break is open</source>
   <translation>没有未处理的差异</translation>
  </message>
  <message>
   <source>Breaks are open</source>
   <translation>有未处理的差异</translation>
  </message>
  <message>
   <source>Decide them.</source>
   <translation>请逐项处理。</translation>
  </message>
  <message>
   <source>The day before was reconciled</source>
   <translation>前一日已对账</translation>
  </message>
  <message>
   <source>The day before was not reconciled</source>
   <translation>前一日未对账</translation>
  </message>
  <message>
   <source>Run Close.</source>
   <translation>请运行收盘任务。</translation>
  </message>
  <message>
   <source>The last batch was answered</source>
   <translation>最近批次已有回执</translation>
  </message>
  <message>
   <source>The last batch has no answer</source>
   <translation>最近批次没有回执</translation>
  </message>
  <message>
   <source>Ask the terminal, then decide.</source>
   <translation>请查看终端后再作决定。</translation>
  </message>
  <message>
   <source>No loss limit is tripped</source>
   <translation>未触发亏损限额</translation>
  </message>
  <message>
   <source>A loss limit is tripped</source>
   <translation>已触发亏损限额</translation>
  </message>
  <message>
   <source>not reached</source>
   <translation>未执行</translation>
  </message>
  <message>
   <source>without {what}</source>
   <translation>缺 {what}</translation>
  </message>
  <message>
   <source>The session belongs to the terminal.</source>
   <translation>盘中交易由终端执行。</translation>
  </message>
  <message>
   <source>It runs already.</source>
   <translation>正在运行。</translation>
  </message>
  <message>
   <source>It is done; doing it again changes nothing.</source>
   <translation>已完成；重复运行不会改变任何结果。</translation>
  </message>
  <message>
   <source>The demo's exchange is open only while `daybreak demo` runs.</source>
   <translation>演示交易所仅在 `daybreak demo` 运行期间开放。</translation>
  </message>
  <message>
   <source>Another command works on this home; wait until it ends.</source>
   <translation>另一个命令正在使用本主目录；请等它结束。</translation>
  </message>
 </context>
</TS>
