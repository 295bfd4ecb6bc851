<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>priority {number}</source>
   <translation>优先级 {number}</translation>
  </message>
  <message>
   <source>What to do: {remedy}</source>
   <translation>处理：{remedy}</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>始于</translation>
  </message>
  <message>
   <source>{moment}, {age}</source>
   <translation>{moment}，{age}</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>负责人</translation>
  </message>
  <message>
   <source>Came up</source>
   <translation>出现</translation>
  </message>
  <message>
   <source>{count} time(s), first {moment}</source>
   <translation>{count} 次，首次 {moment}</translation>
  </message>
  <message>
   <source>Shelved by</source>
   <translation>搁置人</translation>
  </message>
  <message>
   <source>Acknowledged by</source>
   <translation>确认人</translation>
  </message>
  <message>
   <source>No alarm picked</source>
   <translation>未选择报警</translation>
  </message>
  <message>
   <source>Covers</source>
   <translation>包含</translation>
  </message>
  <message>
   <source>{count} of the kind</source>
   <translation>同类 {count} 项</translation>
  </message>
  <message>
   <source>Chatters</source>
   <translation>反复</translation>
  </message>
  <message>
   <source>it comes and goes again and again</source>
   <translation>反复出现又恢复</translation>
  </message>
  <message>
   <source>{name}: {note}</source>
   <translation>{name}：{note}</translation>
  </message>
  <message>
   <source>Until</source>
   <translation>至</translation>
  </message>
  <message>
   <source>Alarms</source>
   <translation>报警</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>P</source>
   <translation>级</translation>
  </message>
  <message>
   <source>Priority: 1 is the most urgent, 4 the least</source>
   <translation>优先级：1 最急，4 最缓</translation>
  </message>
  <message>
   <source>Alarm</source>
   <translation>报警</translation>
  </message>
  <message>
   <source>What is so</source>
   <translation>情况</translation>
  </message>
  <message>
   <source>Age (min)</source>
   <translation>已持续（分）</translation>
  </message>
  <message>
   <source>Times</source>
   <translation>次数</translation>
  </message>
  <message>
   <source>How often it came up</source>
   <translation>出现次数</translation>
  </message>
  <message>
   <source>What to do</source>
   <translation>处理办法</translation>
  </message>
  <message>
   <source>Seen</source>
   <translation>检查结果</translation>
  </message>
  <message>
   <source>Of</source>
   <translation>对象</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>代码</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>What happened</source>
   <translation>经过</translation>
  </message>
  <message>
   <source>Said by</source>
   <translation>操作人</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>备注</translation>
  </message>
  <message>
   <source>History of alarms</source>
   <translation>报警历史</translation>
  </message>
  <message>
   <source>Flood: more alarms came up in the last minute than can be read. Lesser ones are folded.</source>
   <translation>报警过多：最近一分钟的新报警来不及逐条阅读，次要报警已折叠。</translation>
  </message>
  <message>
   <source>Look now</source>
   <translation>立即检查</translation>
  </message>
  <message>
   <source>Show all of them</source>
   <translation>全部展开</translation>
  </message>
  <message>
   <source>Acknowledge (A)</source>
   <translation>确认（A）</translation>
  </message>
  <message>
   <source>Shelve … (S)</source>
   <translation>搁置…（S）</translation>
  </message>
  <message>
   <source>Off the shelf …</source>
   <translation>取消搁置…</translation>
  </message>
  <message>
   <source>Show what helps</source>
   <translation>打开相关页面</translation>
  </message>
  <message>
   <source>No alarm has come up yet.</source>
   <translation>尚未出现过报警。</translation>
  </message>
  <message>
   <source>Acknowledge {count} alarm(s)</source>
   <translation>确认 {count} 条报警</translation>
  </message>
  <message>
   <source>Acknowledge</source>
   <translation>确认</translation>
  </message>
  <message>
   <source>Shelve {count} alarm(s)</source>
   <translation>搁置 {count} 条报警</translation>
  </message>
  <message>
   <source>Shelve</source>
   <translation>搁置</translation>
  </message>
  <message>
   <source>Take {count} alarm(s) off the shelf</source>
   <translation>取消搁置 {count} 条报警</translation>
  </message>
  <message>
   <source>Off the shelf</source>
   <translation>取消搁置</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>Nothing stands.</source>
   <translation>当前没有报警。</translation>
  </message>
  <message>
   <source>Nobody is watching, so nobody knows. Press Look now.</source>
   <translation>无人监视，状况未知。请按“立即检查”。</translation>
  </message>
  <message>
   <source>It says that you have seen it; the alarm goes when its condition does.</source>
   <translation>表示您已看到；条件消失后报警才结束。</translation>
  </message>
  <message>
   <source>Where it gets more urgent it wants a person again.</source>
   <translation>若升级为更紧急，会再次要求确认。</translation>
  </message>
  <message>
   <source>What you saw or did</source>
   <translation>您看到或做了什么</translation>
  </message>
  <message>
   <source>It is silent until then, and comes back by itself.</source>
   <translation>到期前不提醒，到期后自动恢复。</translation>
  </message>
  <message>
   <source>Why it may wait</source>
   <translation>为何可以等</translation>
  </message>
  <message>
   <source>For how many hours</source>
   <translation>搁置几小时</translation>
  </message>
  <message>
   <source>Where the condition still stands, it is heard anew.</source>
   <translation>若条件仍在，将重新提醒。</translation>
  </message>
  <message>
   <source>Why now</source>
   <translation>为何现在取消</translation>
  </message>
  <message>
   <source>{name} {count}</source>
   <translation>{name} {count}</translation>
  </message>
  <message>
   <source>nobody is watching</source>
   <translation>无人值守</translation>
  </message>
  <message>
   <source>Start the engine: it looks for alarms.</source>
   <translation>请启动引擎：由它检查报警。</translation>
  </message>
  <message>
   <source>This console only looks.</source>
   <translation>此控制台仅供查看。</translation>
  </message>
  <message>
   <source>Pick an alarm first.</source>
   <translation>请先选择一条报警。</translation>
  </message>
  <message>
   <source>nobody is watching since {moment}</source>
   <translation>自 {moment} 起无人值守</translation>
  </message>
  <message>
   <source>watched, last look {time}</source>
   <translation>值守中，最近检查 {time}</translation>
  </message>
  <message>
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>Active</source>
   <translation>未确认</translation>
  </message>
  <message>
   <source>Acknowledged</source>
   <translation>已确认</translation>
  </message>
  <message>
   <source>Returned, unseen</source>
   <translation>已恢复未确认</translation>
  </message>
  <message>
   <source>Shelved</source>
   <translation>已搁置</translation>
  </message>
  <message>
   <source>{days} d {hours} h</source>
   <translation>{days} 天 {hours} 小时</translation>
  </message>
  <message>
   <source>It is not shelved.</source>
   <translation>未被搁置。</translation>
  </message>
  <message>
   <source>just now</source>
   <translation>刚刚</translation>
  </message>
  <message>
   <source>{minutes} min</source>
   <translation>{minutes} 分钟</translation>
  </message>
  <message>
   <source>{hours} h {minutes} min</source>
   <translation>{hours} 小时 {minutes} 分</translation>
  </message>
  <message>
   <source>{title}: {condition}</source>
   <translation>{title}：{condition}</translation>
  </message>
  <message>
   <source>It is acknowledged already.</source>
   <translation>已确认过。</translation>
  </message>
  <message>
   <source>It is shelved; take it off the shelf first.</source>
   <translation>已搁置；请先取消搁置。</translation>
  </message>
  <message>
   <source>It is shelved already.</source>
   <translation>已经搁置。</translation>
  </message>
  <message>
   <source>{count} alarms of priority {priority}</source>
   <translation>{count} 条优先级 {priority} 的报警</translation>
  </message>
  <message>
   <source>folded while there are too many to read</source>
   <translation>报警过多，暂时折叠</translation>
  </message>
  <message>
   <source>Deal with those of priority 1 and 2 first.</source>
   <translation>请先处理优先级 1 和 2 的报警。</translation>
  </message>
 </context>
</TS>
