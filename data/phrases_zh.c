#include "data/phrases.h"
#include "data/slots.h"

static const char *const raid[] = {
    HOUR "時，警員在" LOCATION PREMISES "內拘捕當事人。",
    "當事人於" HOUR "時在" LOCATION PREMISES "被捕，同場另有" SMALL "人。",
    "人員持手令搜查" LOCATION PREMISES "，約" HOUR "時截獲" PSEUDONYM "。",
    "喬裝人員於" HOUR "時在" LOCATION PREMISES "表露身分，當事人無反抗。",
    PSEUDONYM "於" HOUR "時在" LOCATION PREMISES "外的樓梯被截停，帶返警署。",
    "經監視後，人員於" HOUR "時進入" LOCATION PREMISES "，當事人在內。",
};

static const char *const patrol[] = {
    "軍裝人員巡邏時，於" HOUR "時在" PREMISES "附近截查當事人。",
    "接街坊投訴，巡邏人員於" HOUR "時到" PREMISES "調查，拘捕當事人。",
};

static const char *const travel[] = {
    "當事人於" HOUR "時在" LOCATION "被截查，當日原擬繼續行程。",
    "行動期間，" PSEUDONYM "於" HOUR "時在" LOCATION "被帶往會面室。",
};

static const char *const container[] = {
    "海關人員於" HOUR "時在" LOCATION "驗貨場打開貨櫃。",
    "探測器於" HOUR "時發出訊號，人員在" LOCATION "打開櫃門，" PSEUDONYM "在內。",
};

static const char *const scene[] = {
    "當時下雨，街上行人稀少。",
    "該處由下午起已受監視。",
    "負責人不在場，至今未能尋獲。",
    "房內有行李一件，已收拾妥當。",
    "後門通往樓梯，並無上鎖。",
    "警誡詞以書面發出並讀出。",
    "過程平靜。",
    "同場其他租客不願作答。",
};

static const char *const visitor[] = {
    "當事人來自" FROM "，" DAYS "天前持" DOCUMENT "經" POINT "以訪客身分入境。",
    DOCUMENT "顯示當事人" DAYS "天前經" POINT "入境，原居" FROM "，證件由本人保管。",
    "當事人為" FROM "人，獨自經" POINT "來港" DAYS "天，旅費約" FARE "元自付。",
    "訪客，" FROM "人，入境" DAYS "天，入境口岸為" POINT "，" DOCUMENT "有效。",
    PSEUDONYM "與友人一同由" FROM "經" POINT "來港，至今" DAYS "天，友人已先行離開。",
};

static const char *const visitor_vague[] = {
    "當事人來自" FROM "，持" DOCUMENT "以訪客身分逗留，入境日期未有記錄。",
    "訪客，" FROM "人。" DOCUMENT "蓋章模糊，未能確定入境日期。",
};

static const char *const transit[] = {
    "當事人來自" FROM "，屬過境旅客。",
    "行程由" FROM "開始，至今" SMALL "天，單獨上路。",
};

static const char *const resident[] = {"當事人為本港居民，出示身分證，原籍" FROM "。"};
static const char *const illegal[] = {"當事人稱由" FROM "乘小艇來港，並無證件，船費" FARE "元。"};
static const char *const overstayer[] = {"當事人來自" FROM "，逗留期限已過" SMALL "星期。"};
static const char *const status_unknown[] = {"當事人自稱來自" FROM "，並無證件，身分未能確定。"};

static const char *const seen_before[] = {
    "當事人以往曾接受會面，當時說法相同。",
    "此非首次會面，沿用原有化名。",
};

static const char *const work[] = {
    "地址由" CONTACT "告知。",
    "當事人稱此行為自己主意，只有" CONTACT "知道。",
    "當事人稱獨自工作，並無他人安排。",
    "據稱從" CONTACT "口中得知可賺多少。",
};

static const char *const lodging[] = {
    "房租每日" RENT "元，自行付予櫃位。",
    "與另一人合租，每日" RENT "元，各有鎖匙。",
    "另有住處，只在傍晚前來，床位每日" RENT "元。",
};

static const char *const money[] = {
    "扣除房租後，收入歸自己所有。",
    "款項由本人保管，點算後發還。",
    "部分收入匯返家中，並無欠債。",
};

static const char *const interview[] = {
    "會面以" LANGUAGE "進行，當事人神態平靜，對答清楚。",
    "以" LANGUAGE "會面約半小時，內容已讀回確認。",
    "由女警以" LANGUAGE "發問，當事人略帶倦容，但明白問題。",
    "當事人以" LANGUAGE "作答，初時戒備，其後自然。",
};

static const char *const interpreter[] = {
    "會面透過" LANGUAGE "傳譯員進行，當事人合作。",
    LANGUAGE "傳譯員到場後才開始發問，內容經讀回。",
};

static const char *const asked[] = {
    "問及有否受武力、恐嚇或欺騙，當事人答沒有，稱出於自願。",
    "當事人表示無人強迫，可隨時離開，證件及金錢均由自己保管。",
    "就脅迫、欠債及證件逐項查問，均答沒有；來港只為賺錢。",
    "未見受他人操控的跡象，當事人重申是自己的決定。",
    "當事人稱事前已知工作性質，並無人承諾其他工作。",
    "已告知庇護服務，當事人道謝並表示不需要。",
};

static const char *const willing[] = {
    "當事人稱來港出於自願。",
    "當事人表示是自己的決定，並在記錄上簽署。",
};

static const char *const charge[] = {
    "將被控違反逗留條件。",
    "案件排期提堂。",
};
static const char *const removal[] = {
    "已交入境事務處安排遣返。",
    "不作檢控，遣返原居地。",
};
static const char *const released[] = {
    "無條件釋放。",
    "會面後獲准離開。",
};
static const char *const missing[] = {"上述行動的報告未有收到。"};

const struct group phrases_zh[TOPICS] = {
    [TOPIC_RAID] = PHRASES(raid),
    [TOPIC_PATROL] = PHRASES(patrol),
    [TOPIC_TRAVEL] = PHRASES(travel),
    [TOPIC_CONTAINER] = PHRASES(container),
    [TOPIC_SCENE] = PHRASES(scene),
    [TOPIC_VISITOR] = PHRASES(visitor),
    [TOPIC_VISITOR_VAGUE] = PHRASES(visitor_vague),
    [TOPIC_TRANSIT] = PHRASES(transit),
    [TOPIC_RESIDENT] = PHRASES(resident),
    [TOPIC_ILLEGAL] = PHRASES(illegal),
    [TOPIC_OVERSTAYER] = PHRASES(overstayer),
    [TOPIC_STATUS_UNKNOWN] = PHRASES(status_unknown),
    [TOPIC_SEEN_BEFORE] = PHRASES(seen_before),
    [TOPIC_WORK] = PHRASES(work),
    [TOPIC_LODGING] = PHRASES(lodging),
    [TOPIC_MONEY] = PHRASES(money),
    [TOPIC_INTERVIEW] = PHRASES(interview),
    [TOPIC_INTERPRETER] = PHRASES(interpreter),
    [TOPIC_ASKED] = PHRASES(asked),
    [TOPIC_WILLING] = PHRASES(willing),
    [TOPIC_CHARGE] = PHRASES(charge),
    [TOPIC_REMOVAL] = PHRASES(removal),
    [TOPIC_RELEASED] = PHRASES(released),
    [TOPIC_MISSING] = PHRASES(missing),
};
