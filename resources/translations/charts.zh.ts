<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>{low} to {high}</source>
   <translation>{low} 至 {high}</translation>
  </message>
  <message>
   <source>count</source>
   <translation>个数</translation>
  </message>
  <message>
   <source>Nothing to draw yet.</source>
   <translation>还没有可画的数据。</translation>
  </message>
  <message>
   <source>Save or zoom {chart}</source>
   <translation>保存或缩放 {chart}</translation>
  </message>
  <message>
   <source>Save the picture …</source>
   <translation>保存图片…</translation>
  </message>
  <message>
   <source>Save the figures …</source>
   <translation>保存数据…</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>全部显示</translation>
  </message>
  <message>
   <source>{title} ({unit})</source>
   <translation>{title}（{unit}）</translation>
  </message>
  <message>
   <source>Picture (*.png)</source>
   <translation>图片 (*.png)</translation>
  </message>
  <message>
   <source>Figures for spreadsheets (*.csv)</source>
   <translation>表格数据 (*.csv)</translation>
  </message>
  <message>
   <source>Saved {path}</source>
   <translation>已保存 {path}</translation>
  </message>
  <message>
   <source>{row} × {column}: {value}</source>
   <translation>{row} × {column}：{value}</translation>
  </message>
  <message>
   <source>Show or hide {name}</source>
   <translation>显示或隐藏 {name}</translation>
  </message>
  <message>
   <source>name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>value</source>
   <translation>数值</translation>
  </message>
  <message>
   <source>limit</source>
   <translation>上限</translation>
  </message>
  <message>
   <source>Save {chart}</source>
   <translation>保存 {chart}</translation>
  </message>
  <message>
   <source>Save …  Ctrl+E</source>
   <translation>保存…  Ctrl+E</translation>
  </message>
  <message>
   <source>Copy  Ctrl+C</source>
   <translation>复制  Ctrl+C</translation>
  </message>
  <message>
   <source>as of {time}</source>
   <translation>截至 {time}</translation>
  </message>
  <message>
   <source>CNY</source>
   <translation>元</translation>
  </message>
  <message>
   <source>date</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>at</source>
   <translation>位置</translation>
  </message>
 </context>
</TS>
