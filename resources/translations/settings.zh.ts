<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
 <context>
  <name>daybreak</name>
  <message>
   <source>Back to the default</source>
   <translation>恢复默认</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>撤销</translation>
  </message>
  <message>
   <source>Pick a switch</source>
   <translation>请选择一项</translation>
  </message>
  <message>
   <source>Its reason, limits and default stand here, and where it is changed.</source>
   <translation>此处显示理由、限值与默认值，并在此修改。</translation>
  </message>
  <message>
   <source>cfg.yaml of this home</source>
   <translation>本主目录的 cfg.yaml</translation>
  </message>
  <message>
   <source>the default</source>
   <translation>默认值</translation>
  </message>
  <message>
   <source>Must be</source>
   <translation>要求</translation>
  </message>
  <message>
   <source>Unit</source>
   <translation>单位</translation>
  </message>
  <message>
   <source>Default</source>
   <translation>默认</translation>
  </message>
  <message>
   <source>In force</source>
   <translation>当前生效</translation>
  </message>
  <message>
   <source>Comes from</source>
   <translation>来源</translation>
  </message>
  <message>
   <source>A change is</source>
   <translation>修改后</translation>
  </message>
  <message>
   <source>Nothing was typed.</source>
   <translation>没有修改。</translation>
  </message>
  <message>
   <source>It is at its default.</source>
   <translation>已是默认值。</translation>
  </message>
  <message>
   <source>not yet saved</source>
   <translation>尚未保存</translation>
  </message>
  <message>
   <source>differs from the default</source>
   <translation>不同于默认值</translation>
  </message>
  <message>
   <source>Replaced at</source>
   <translation>替换时间</translation>
  </message>
  <message>
   <source>Loads</source>
   <translation>可加载</translation>
  </message>
  <message>
   <source>Lines that differ</source>
   <translation>不同行数</translation>
  </message>
  <message>
   <source>Bytes</source>
   <translation>字节</translation>
  </message>
  <message>
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>Backups to go back to</source>
   <translation>可恢复的备份</translation>
  </message>
  <message>
   <source>Line {line}: {what}</source>
   <translation>第 {line} 行：{what}</translation>
  </message>
  <message>
   <source>The text around it</source>
   <translation>前后文</translation>
  </message>
  <message>
   <source>Open the folder</source>
   <translation>打开文件夹</translation>
  </message>
  <message>
   <source>Put it back …</source>
   <translation>恢复此备份…</translation>
  </message>
  <message>
   <source>What going back would change</source>
   <translation>恢复会改动的内容</translation>
  </message>
  <message>
   <source>{file} does not load. Nothing runs until it does; STOP works all the same.</source>
   <translation>{file} 无法加载。加载之前什么都不会运行；STOP 照常有效。</translation>
  </message>
  <message>
   <source>No single key is to blame: go back to a backup, or mend the file by hand.</source>
   <translation>问题不在单个键：请恢复备份，或手工修改文件。</translation>
  </message>
  <message>
   <source>Pick a backup first.</source>
   <translation>请先选择一个备份。</translation>
  </message>
  <message>
   <source>Take out {keys} …</source>
   <translation>移除 {keys}…</translation>
  </message>
  <message>
   <source>Take out a key</source>
   <translation>移除一个键</translation>
  </message>
  <message>
   <source>This console only looks.</source>
   <translation>此控制台仅供查看。</translation>
  </message>
  <message>
   <source>This backup does not load either.</source>
   <translation>这个备份也无法加载。</translation>
  </message>
  <message>
   <source>There is no backup: no change was ever saved here.</source>
   <translation>没有备份：这里从未保存过更改。</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>设置</translation>
  </message>
  <message>
   <source>Switch</source>
   <translation>设置项</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>键</translation>
  </message>
  <message>
   <source>Set to</source>
   <translation>当前值</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>理由</translation>
  </message>
  <message>
   <source>Section</source>
   <translation>分类</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>已改</translation>
  </message>
  <message>
   <source>Backups of the settings</source>
   <translation>设置备份</translation>
  </message>
  <message>
   <source>All sections</source>
   <translation>全部分类</translation>
  </message>
  <message>
   <source>Only what differs from the default</source>
   <translation>只看与默认不同的</translation>
  </message>
  <message>
   <source>Review and save …</source>
   <translation>查看并保存…</translation>
  </message>
  <message>
   <source>Discard</source>
   <translation>放弃修改</translation>
  </message>
  <message>
   <source>Data source</source>
   <translation>数据源</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>备份</translation>
  </message>
  <message>
   <source>Change {file}?</source>
   <translation>修改 {file}？</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>That would not start</source>
   <translation>这样将无法启动</translation>
  </message>
  <message>
   <source>Understood</source>
   <translation>知道了</translation>
  </message>
  <message>
   <source>Store the token …</source>
   <translation>保存令牌…</translation>
  </message>
  <message>
   <source>Remove it …</source>
   <translation>移除…</translation>
  </message>
  <message>
   <source>Test the source</source>
   <translation>测试数据源</translation>
  </message>
  <message>
   <source>Mode {mode}</source>
   <translation>模式 {mode}</translation>
  </message>
  <message>
   <source>Tushare token: {place}</source>
   <translation>Tushare 令牌：{place}</translation>
  </message>
  <message>
   <source>Store the Tushare token</source>
   <translation>保存 Tushare 令牌</translation>
  </message>
  <message>
   <source>Store</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Remove the Tushare token?</source>
   <translation>移除 Tushare 令牌？</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>移除</translation>
  </message>
  <message>
   <source>Under way</source>
   <translation>进行中</translation>
  </message>
  <message>
   <source>asking …</source>
   <translation>测试中…</translation>
  </message>
  <message>
   <source>Put {file} back?</source>
   <translation>恢复 {file}？</translation>
  </message>
  <message>
   <source>Put it back</source>
   <translation>恢复</translation>
  </message>
  <message>
   <source>What is there now is kept as a backup.</source>
   <translation>现有内容会保留为备份。</translation>
  </message>
  <message>
   <source>{count} wrong</source>
   <translation>{count} 项有误</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>没有修改。</translation>
  </message>
  <message>
   <source>It goes into this user's system keyring, for every home, and is shown nowhere.</source>
   <translation>存入本用户的系统钥匙串，供所有主目录使用，不会在任何地方显示。</translation>
  </message>
  <message>
   <source>No home of this user can ask Tushare any more until a token is stored again.</source>
   <translation>在重新存入令牌之前，本用户的任何目录都不能再向 Tushare 取数。</translation>
  </message>
  <message>
   <source>The settings of that time are in force again.</source>
   <translation>当时的设置重新生效。</translation>
  </message>
  <message>
   <source>{count} to save</source>
   <translation>{count} 项待保存</translation>
  </message>
  <message>
   <source>Token</source>
   <translation>令牌</translation>
  </message>
  <message>
   <source>In force at once.</source>
   <translation>立即生效。</translation>
  </message>
  <message>
   <source>In force with the next run; the engine follows by itself.</source>
   <translation>下次运行起生效；引擎自动跟随。</translation>
  </message>
  <message>
   <source>In force once the guard is started again.</source>
   <translation>重启守护后生效。</translation>
  </message>
  <message>
   <source>In force once the executor was packaged anew and put into the terminal.</source>
   <translation>重新打包执行端并放入终端后生效。</translation>
  </message>
  <message>
   <source>in the system keyring</source>
   <translation>在系统钥匙串中</translation>
  </message>
  <message>
   <source>in the environment</source>
   <translation>在环境变量中</translation>
  </message>
  <message>
   <source>handed over by systemd</source>
   <translation>由 systemd 提供</translation>
  </message>
  <message>
   <source>not configured</source>
   <translation>未配置</translation>
  </message>
  <message>
   <source>What is saved is in force with the next run: {job}.</source>
   <translation>保存的内容从下一次运行起生效：{job}。</translation>
  </message>
  <message>
   <source>The system keyring cannot be used: {why}. Unlock or install one, or set the variable {variable}.</source>
   <translation>系统钥匙串不可用：{why}。请解锁或安装钥匙串，或设置环境变量 {variable}。</translation>
  </message>
  <message>
   <source>expected: {what}</source>
   <translation>应为：{what}</translation>
  </message>
  <message>
   <source>The engine is not running: what is saved is in force with the next run you start.</source>
   <translation>引擎未运行：保存的内容从你下一次启动的运行起生效。</translation>
  </message>
  <message>
   <source>{jobs} goes on by the settings it began with; what is saved is in force with the next run.</source>
   <translation>{jobs}按开始时的设置继续；保存的内容从下一次运行起生效。</translation>
  </message>
  <message>
   <source>What is saved is in force with the next run; nothing is scheduled.</source>
   <translation>保存的内容从下一次运行起生效；目前没有安排。</translation>
  </message>
  <message>
   <source>Correct first: {names}</source>
   <translation>请先更正：{names}</translation>
  </message>
  <message>
   <source>The keyring holds no token that is in use.</source>
   <translation>钥匙串中没有正在使用的令牌。</translation>
  </message>
  <message>
   <source>written as {example}</source>
   <translation>写作 {example}</translation>
  </message>
  <message>
   <source>at least {count} characters</source>
   <translation>至少 {count} 个字符</translation>
  </message>
 </context>
</TS>
