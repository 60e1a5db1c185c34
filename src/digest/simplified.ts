// Every character of the patterns of this folder that is written otherwise in traditional Chinese.
const traditional =
  '並佈併來係個們倖備傢僅儘優內兩冊別則剛創動勢區協卽參問單噹嚮國圖埰執報場壓夥學宮寀實寫將專對導屆屬師帶幷廣彆彔後從復捲掃採換擇擊據擴敎數於昇時書會朮査條業標樣樹欄權歡決沒測滿為爲狀獻現環畢當發盡盤眾碼種筆箇節簡簽籤級細紹結經綜綫維線編緩緻總繫繼續纔羣聞聯聲職脩與興蒐蔘薦處號衆術衕裏補裡複覈見視覺觀訂訊討訓記訪許註設証評話該詳誌語誤說説課請論講謝證譯議讀變讚貢資賓購贊趨軟載較輪輯輸轉迴這連週進運過適遠選還邊鄉釋釘鈡錄録錶鍾鏈鐘門開間閱閲關闡陞隊際隨險隻雖雙電頁項預頭頻題類顧顯餘體髮鳴麪麫麵麼麽點齣'
const simple =
  '并布并来系个们幸备家仅尽优内两册别则刚创动势区协即参问单当向国图采执报场压伙学宫采实写将专对导届属师带并广别录后从复卷扫采换择击据扩教数于升时书会术查条业标样树栏权欢决没测满为为状献现环毕当发尽盘众码种笔个节简签签级细绍结经综线维线编缓致总系继续才群闻联声职修与兴搜参荐处号众术同里补里复核见视觉观订讯讨训记访许注设证评话该详志语误说说课请论讲谢证译议读变赞贡资宾购赞趋软载较轮辑输转回这连周进运过适远选还边乡释钉钟录录表钟链钟门开间阅阅关阐升队际随险只虽双电页项预头频题类顾显余体发鸣面面面么么点出'
const any = new RegExp(`[${traditional}]`, 'g')

const han = /[\u3400-\u9FFF]/

/** A text in simplified characters, as far as the patterns of this folder need them; the same length. */
export const simplified = (text: string): string =>
  han.test(text) ? text.replace(any, character => simple[traditional.indexOf(character)] ?? character) : text
