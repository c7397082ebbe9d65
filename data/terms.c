#include "data/terms.h"

const struct origin origins[] = {
    {"CN", {"Hunan", "湖南"}, {"Putonghua", "普通話"}, 150, false, false},
    {"CN", {"Sichuan", "四川"}, {"Putonghua", "普通話"}, 140, false, false},
    {"CN", {"Guangxi", "廣西"}, {"Putonghua", "普通話"}, 110, false, false},
    {"CN", {"Hubei", "湖北"}, {"Putonghua", "普通話"}, 110, false, false},
    {"CN", {"Guizhou", "貴州"}, {"Putonghua", "普通話"}, 70, false, false},
    {"CN", {"Guangdong", "廣東"}, {"Cantonese", "廣東話"}, 120, false, false},
    {"CN", {"Jiangxi", "江西"}, {"Putonghua", "普通話"}, 60, false, false},
    {"CN", {"Fujian", "福建"}, {"Putonghua", "普通話"}, 50, false, false},
    {"CN", {"Liaoning", "遼寧"}, {"Putonghua", "普通話"}, 40, false, false},
    {"CN", {"Chongqing", "重慶"}, {"Putonghua", "普通話"}, 60, false, false},
    {"TH", {"Thailand", "泰國"}, {"Thai", "泰語"}, 32, true, true},
    {"PH", {"the Philippines", "菲律賓"}, {"Tagalog", "他加祿語"}, 16, true, true},
    {"VN", {"Viet Nam", "越南"}, {"Vietnamese", "越南語"}, 12, true, true},
    {"RU", {"Russia", "俄羅斯"}, {"Russian", "俄語"}, 9, true, true},
    {"MN", {"Mongolia", "蒙古"}, {"Mongolian", "蒙古語"}, 5, true, true},
    {"ID", {"Indonesia", "印尼"}, {"Bahasa Indonesia", "印尼語"}, 5, true, true},
    {"CO", {"Colombia", "哥倫比亞"}, {"Spanish", "西班牙語"}, 4, true, true},
    {"MY", {"Malaysia", "馬來西亞"}, {"Cantonese", "廣東話"}, 4, false, true},
    {"UA", {"Ukraine", "烏克蘭"}, {"Russian", "俄語"}, 2, true, true},
    {"unknown",
     {"a place not recorded", "未有記錄的地方"},
     {"Putonghua", "普通話"},
     3,
     false,
     false},
};
const size_t origins_count = COUNT_OF(origins);

const struct term districts[] = {
    {"Mong Kok", "旺角"},         {"Yau Ma Tei", "油麻地"},   {"Sham Shui Po", "深水埗"},
    {"Tsim Sha Tsui", "尖沙咀"},  {"Wan Chai", "灣仔"},       {"Yuen Long", "元朗"},
    {"Tuen Mun", "屯門"},         {"Tsuen Wan", "荃灣"},      {"Kwun Tong", "觀塘"},
    {"Hung Hom", "紅磡"},         {"Causeway Bay", "銅鑼灣"}, {"North Point", "北角"},
    {"Sheung Shui", "上水"},      {"Tai Po", "大埔"},         {"Jordan", "佐敦"},
    {"Cheung Sha Wan", "長沙灣"}, {"Kwai Chung", "葵涌"},     {"To Kwa Wan", "土瓜灣"},
};
const size_t districts_count = COUNT_OF(districts);

const struct term premises[] = {
    {"a one-room flat", "一個單室單位"},
    {"a subdivided flat on the third floor", "一個三樓分間單位"},
    {"a guest house", "一間賓館"},
    {"a flat above a shop", "一個舖位樓上的單位"},
    {"a massage establishment", "一間按摩院"},
    {"a karaoke lounge", "一間卡拉OK"},
    {"an old tenement building", "一幢唐樓"},
    {"a room on the second floor", "一個二樓房間"},
    {"a rented flat in a side street", "一個橫街的出租單位"},
    {"a foot massage shop", "一間足浴店"},
    {"a bar with rooms behind it", "一間設有後房的酒吧"},
    {"a flat shared by four tenants", "一個四伙人合租的單位"},
    {"a village house", "一間村屋"},
    {"an hourly hotel", "一間時鐘酒店"},
};
const size_t premises_count = COUNT_OF(premises);

const struct term contacts[] = {
    {"a former neighbour", "一名舊鄰居"},
    {"a friend from the same county", "一名同鄉"},
    {"someone met on an earlier visit", "上次來港時認識的人"},
    {"a cousin", "一名表親"},
    {"a former workmate", "一名舊同事"},
    {"an advertisement", "一則廣告"},
    {"a woman met in Shenzhen", "在深圳認識的一名女子"},
    {"an acquaintance at a hair salon", "髮廊的一名相識"},
    {"a schoolmate", "一名舊同學"},
    {"a person known only by a nickname", "一名只知花名的人"},
};
const size_t contacts_count = COUNT_OF(contacts);

const struct term points[POINTS] = {
    {"Lo Wu", "羅湖"},        {"Lok Ma Chau", "落馬洲"},
    {"Hung Hom", "紅磡"},     {"Macau Ferry Terminal", "港澳碼頭"},
    {"Man Kam To", "文錦渡"}, {"Hong Kong International Airport", "機場"},
};

const char *const title_first[16] = {
    "Grey",  "Quiet", "Amber", "Northern", "Silver", "Early", "Paper", "Long",
    "Clear", "Ninth", "Lower", "Winter",   "Slow",   "Open",  "Plain", "Second",
};
const char *const title_second[16] = {
    "Heron",  "Lantern", "Ferry",  "Kite",   "Harbour", "Bamboo", "Anchor", "Swift",
    "Ladder", "Willow",  "Beacon", "Market", "Tide",    "Gate",   "Plover", "Bridge",
};
