<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>as of {time}</source>
   <translation>截至 {time}</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>全部显示</translation>
  </message>
  <message>
   <source>Fit widths</source>
   <translation>适应列宽</translation>
  </message>
  <message>
   <source>About</source>
   <translation>说明</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>表</translation>
  </message>
  <message>
   <source>As of</source>
   <translation>截至</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>行数</translation>
  </message>
  <message>
   <source>{shown} of {all}</source>
   <translation>{shown} / {all}</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>筛选</translation>
  </message>
  <message>
   <source>Made by</source>
   <translation>生成者</translation>
  </message>
  <message>
   <source>Arrow keys move, Enter opens, Ctrl+C copies, Ctrl+F filters, Ctrl+E exports.</source>
   <translation>方向键移动，回车打开，Ctrl+C 复制，Ctrl+F 筛选，Ctrl+E 导出。</translation>
  </message>
  <message>
   <source>critical</source>
   <translation>严重</translation>
  </message>
  <message>
   <source>bad</source>
   <translation>异常</translation>
  </message>
  <message>
   <source>a warning</source>
   <translation>警告</translation>
  </message>
  <message>
   <source>good</source>
   <translation>正常</translation>
  </message>
  <message>
   <source>simulated</source>
   <translation>模拟</translation>
  </message>
  <message>
   <source>live</source>
   <translation>实盘</translation>
  </message>
  <message>
   <source>no value</source>
   <translation>无值</translation>
  </message>
  <message>
   <source>{cell}, {tone}</source>
   <translation>{cell}，{tone}</translation>
  </message>
  <message>
   <source>{name} (CNY)</source>
   <translation>{name}（元）</translation>
  </message>
  <message>
   <source>{name} (sh)</source>
   <translation>{name}（股）</translation>
  </message>
  <message>
   <source>{word} (code {code})</source>
   <translation>{word}（代码 {code}）</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>是</translation>
  </message>
  <message>
   <source>no</source>
   <translation>否</translation>
  </message>
  <message>
   <source>No rows.</source>
   <translation>没有数据。</translation>
  </message>
  <message>
   <source>Writing {file} …</source>
   <translation>正在写入 {file}…</translation>
  </message>
  <message>
   <source>Filter of {table}</source>
   <translation>{table} 的筛选</translation>
  </message>
  <message>
   <source>Filter  Ctrl+F</source>
   <translation>筛选  Ctrl+F</translation>
  </message>
  <message>
   <source>Words, field:word, field&gt;100, &gt;5%, field:1..9; a leading - means not</source>
   <translation>关键词、列:词、列&gt;100、&gt;5%、列:1..9；前加 - 表示排除</translation>
  </message>
  <message>
   <source>Choose the columns of {table}</source>
   <translation>选择 {table} 的列</translation>
  </message>
  <message>
   <source>Export {table}</source>
   <translation>导出 {table}</translation>
  </message>
  <message>
   <source>Working …</source>
   <translation>处理中 …</translation>
  </message>
  <message>
   <source>{shown} of {all} rows</source>
   <translation>{shown} / {all} 行</translation>
  </message>
  <message>
   <source>No row matches the filter. Esc clears it.</source>
   <translation>没有符合筛选的行，按 Esc 清除。</translation>
  </message>
  <message>
   <source>{count} rows copied</source>
   <translation>已复制 {count} 行</translation>
  </message>
  <message>
   <source>CSV for spreadsheets (*.csv)</source>
   <translation>表格 CSV (*.csv)</translation>
  </message>
  <message>
   <source>Excel workbook (*.xlsx)</source>
   <translation>Excel 工作簿 (*.xlsx)</translation>
  </message>
  <message>
   <source>Saved {path}</source>
   <translation>已保存 {path}</translation>
  </message>
 </context>
</TS>
