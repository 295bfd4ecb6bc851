<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>Confirm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Still to fill in: {names}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Under way</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>as of {moment}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These figures are {seconds} s old; F5 reads them again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read again (F5)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not renewed: {reason}</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
