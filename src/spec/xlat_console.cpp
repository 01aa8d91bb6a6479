// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_console.h"

namespace strobe::spec {

namespace {

constexpr Name kKdDefaultLedFlags[] = {
	{1, "LED_SCR"}, {2, "LED_NUM"}, {4, "LED_CAP"}, {16, "LED_SCR<<4"}, {32, "LED_NUM<<4"}, {64, "LED_CAP<<4"},
};

constexpr Name kKdFontFlags[] = {
	{1, "KD_FONT_FLAG_DONT_RECALC"},
	{0x80000000, "KD_FONT_FLAG_OLD"},
};

constexpr Name kKdKeyTables[] = {
	{0, "K_NORMTAB"},
	{1, "K_SHIFTTAB"},
	{2, "K_ALTTAB"},
	{3, "K_ALTSHIFTTAB"},
};

constexpr Name kKdKeymapFlags[] = {
	{1, "1<<KG_SHIFT"},   {2, "1<<KG_ALTGR"},   {4, "1<<KG_CTRL"},   {8, "1<<KG_ALT"},
	{16, "1<<KG_SHIFTL"}, {32, "1<<KG_SHIFTR"}, {64, "1<<KG_CTRLL"}, {128, "1<<KG_CTRLR"},
};

constexpr Name kKdKeyTypes[] = {
	{0, "KT_LATIN"}, {1, "KT_FN"},      {2, "KT_SPEC"},   {3, "KT_PAD"},    {4, "KT_DEAD"},
	{5, "KT_CONS"},  {6, "KT_CUR"},     {7, "KT_SHIFT"},  {8, "KT_META"},   {9, "KT_ASCII"},
	{10, "KT_LOCK"}, {11, "KT_LETTER"}, {12, "KT_SLOCK"}, {13, "KT_DEAD2"}, {14, "KT_BRL"},
};

constexpr Name kKdKeyFnKeyVals[] = {
	{0, "KVAL(K_F1)"},     {1, "KVAL(K_F2)"},      {2, "KVAL(K_F3)"},      {3, "KVAL(K_F4)"},
	{4, "KVAL(K_F5)"},     {5, "KVAL(K_F6)"},      {6, "KVAL(K_F7)"},      {7, "KVAL(K_F8)"},
	{8, "KVAL(K_F9)"},     {9, "KVAL(K_F10)"},     {10, "KVAL(K_F11)"},    {11, "KVAL(K_F12)"},
	{12, "KVAL(K_F13)"},   {13, "KVAL(K_F14)"},    {14, "KVAL(K_F15)"},    {15, "KVAL(K_F16)"},
	{16, "KVAL(K_F17)"},   {17, "KVAL(K_F18)"},    {18, "KVAL(K_F19)"},    {19, "KVAL(K_F20)"},
	{20, "KVAL(K_FIND)"},  {21, "KVAL(K_INSERT)"}, {22, "KVAL(K_REMOVE)"}, {23, "KVAL(K_SELECT)"},
	{24, "KVAL(K_PGUP)"},  {25, "KVAL(K_PGDN)"},   {26, "KVAL(K_MACRO)"},  {27, "KVAL(K_HELP)"},
	{28, "KVAL(K_DO)"},    {29, "KVAL(K_PAUSE)"},  {30, "KVAL(K_F21)"},    {31, "KVAL(K_F22)"},
	{32, "KVAL(K_F23)"},   {33, "KVAL(K_F24)"},    {34, "KVAL(K_F25)"},    {35, "KVAL(K_F26)"},
	{36, "KVAL(K_F27)"},   {37, "KVAL(K_F28)"},    {38, "KVAL(K_F29)"},    {39, "KVAL(K_F30)"},
	{40, "KVAL(K_F31)"},   {41, "KVAL(K_F32)"},    {42, "KVAL(K_F33)"},    {43, "KVAL(K_F34)"},
	{44, "KVAL(K_F35)"},   {45, "KVAL(K_F36)"},    {46, "KVAL(K_F37)"},    {47, "KVAL(K_F38)"},
	{48, "KVAL(K_F39)"},   {49, "KVAL(K_F40)"},    {50, "KVAL(K_F41)"},    {51, "KVAL(K_F42)"},
	{52, "KVAL(K_F43)"},   {53, "KVAL(K_F44)"},    {54, "KVAL(K_F45)"},    {55, "KVAL(K_F46)"},
	{56, "KVAL(K_F47)"},   {57, "KVAL(K_F48)"},    {58, "KVAL(K_F49)"},    {59, "KVAL(K_F50)"},
	{60, "KVAL(K_F51)"},   {61, "KVAL(K_F52)"},    {62, "KVAL(K_F53)"},    {63, "KVAL(K_F54)"},
	{64, "KVAL(K_F55)"},   {65, "KVAL(K_F56)"},    {66, "KVAL(K_F57)"},    {67, "KVAL(K_F58)"},
	{68, "KVAL(K_F59)"},   {69, "KVAL(K_F60)"},    {70, "KVAL(K_F61)"},    {71, "KVAL(K_F62)"},
	{72, "KVAL(K_F63)"},   {73, "KVAL(K_F64)"},    {74, "KVAL(K_F65)"},    {75, "KVAL(K_F66)"},
	{76, "KVAL(K_F67)"},   {77, "KVAL(K_F68)"},    {78, "KVAL(K_F69)"},    {79, "KVAL(K_F70)"},
	{80, "KVAL(K_F71)"},   {81, "KVAL(K_F72)"},    {82, "KVAL(K_F73)"},    {83, "KVAL(K_F74)"},
	{84, "KVAL(K_F75)"},   {85, "KVAL(K_F76)"},    {86, "KVAL(K_F77)"},    {87, "KVAL(K_F78)"},
	{88, "KVAL(K_F79)"},   {89, "KVAL(K_F80)"},    {90, "KVAL(K_F81)"},    {91, "KVAL(K_F82)"},
	{92, "KVAL(K_F83)"},   {93, "KVAL(K_F84)"},    {94, "KVAL(K_F85)"},    {95, "KVAL(K_F86)"},
	{96, "KVAL(K_F87)"},   {97, "KVAL(K_F88)"},    {98, "KVAL(K_F89)"},    {99, "KVAL(K_F90)"},
	{100, "KVAL(K_F91)"},  {101, "KVAL(K_F92)"},   {102, "KVAL(K_F93)"},   {103, "KVAL(K_F94)"},
	{104, "KVAL(K_F95)"},  {105, "KVAL(K_F96)"},   {106, "KVAL(K_F97)"},   {107, "KVAL(K_F98)"},
	{108, "KVAL(K_F99)"},  {109, "KVAL(K_F100)"},  {110, "KVAL(K_F101)"},  {111, "KVAL(K_F102)"},
	{112, "KVAL(K_F103)"}, {113, "KVAL(K_F104)"},  {114, "KVAL(K_F105)"},  {115, "KVAL(K_F106)"},
	{116, "KVAL(K_F107)"}, {117, "KVAL(K_F108)"},  {118, "KVAL(K_F109)"},  {119, "KVAL(K_F110)"},
	{120, "KVAL(K_F111)"}, {121, "KVAL(K_F112)"},  {122, "KVAL(K_F113)"},  {123, "KVAL(K_F114)"},
	{124, "KVAL(K_F115)"}, {125, "KVAL(K_F116)"},  {126, "KVAL(K_F117)"},  {127, "KVAL(K_F118)"},
	{128, "KVAL(K_F119)"}, {129, "KVAL(K_F120)"},  {130, "KVAL(K_F121)"},  {131, "KVAL(K_F122)"},
	{132, "KVAL(K_F123)"}, {133, "KVAL(K_F124)"},  {134, "KVAL(K_F125)"},  {135, "KVAL(K_F126)"},
	{136, "KVAL(K_F127)"}, {137, "KVAL(K_F128)"},  {138, "KVAL(K_F129)"},  {139, "KVAL(K_F130)"},
	{140, "KVAL(K_F131)"}, {141, "KVAL(K_F132)"},  {142, "KVAL(K_F133)"},  {143, "KVAL(K_F134)"},
	{144, "KVAL(K_F135)"}, {145, "KVAL(K_F136)"},  {146, "KVAL(K_F137)"},  {147, "KVAL(K_F138)"},
	{148, "KVAL(K_F139)"}, {149, "KVAL(K_F140)"},  {150, "KVAL(K_F141)"},  {151, "KVAL(K_F142)"},
	{152, "KVAL(K_F143)"}, {153, "KVAL(K_F144)"},  {154, "KVAL(K_F145)"},  {155, "KVAL(K_F146)"},
	{156, "KVAL(K_F147)"}, {157, "KVAL(K_F148)"},  {158, "KVAL(K_F149)"},  {159, "KVAL(K_F150)"},
	{160, "KVAL(K_F151)"}, {161, "KVAL(K_F152)"},  {162, "KVAL(K_F153)"},  {163, "KVAL(K_F154)"},
	{164, "KVAL(K_F155)"}, {165, "KVAL(K_F156)"},  {166, "KVAL(K_F157)"},  {167, "KVAL(K_F158)"},
	{168, "KVAL(K_F159)"}, {169, "KVAL(K_F160)"},  {170, "KVAL(K_F161)"},  {171, "KVAL(K_F162)"},
	{172, "KVAL(K_F163)"}, {173, "KVAL(K_F164)"},  {174, "KVAL(K_F165)"},  {175, "KVAL(K_F166)"},
	{176, "KVAL(K_F167)"}, {177, "KVAL(K_F168)"},  {178, "KVAL(K_F169)"},  {179, "KVAL(K_F170)"},
	{180, "KVAL(K_F171)"}, {181, "KVAL(K_F172)"},  {182, "KVAL(K_F173)"},  {183, "KVAL(K_F174)"},
	{184, "KVAL(K_F175)"}, {185, "KVAL(K_F176)"},  {186, "KVAL(K_F177)"},  {187, "KVAL(K_F178)"},
	{188, "KVAL(K_F179)"}, {189, "KVAL(K_F180)"},  {190, "KVAL(K_F181)"},  {191, "KVAL(K_F182)"},
	{192, "KVAL(K_F183)"}, {193, "KVAL(K_F184)"},  {194, "KVAL(K_F185)"},  {195, "KVAL(K_F186)"},
	{196, "KVAL(K_F187)"}, {197, "KVAL(K_F188)"},  {198, "KVAL(K_F189)"},  {199, "KVAL(K_F190)"},
	{200, "KVAL(K_F191)"}, {201, "KVAL(K_F192)"},  {202, "KVAL(K_F193)"},  {203, "KVAL(K_F194)"},
	{204, "KVAL(K_F195)"}, {205, "KVAL(K_F196)"},  {206, "KVAL(K_F197)"},  {207, "KVAL(K_F198)"},
	{208, "KVAL(K_F199)"}, {209, "KVAL(K_F200)"},  {210, "KVAL(K_F201)"},  {211, "KVAL(K_F202)"},
	{212, "KVAL(K_F203)"}, {213, "KVAL(K_F204)"},  {214, "KVAL(K_F205)"},  {215, "KVAL(K_F206)"},
	{216, "KVAL(K_F207)"}, {217, "KVAL(K_F208)"},  {218, "KVAL(K_F209)"},  {219, "KVAL(K_F210)"},
	{220, "KVAL(K_F211)"}, {221, "KVAL(K_F212)"},  {222, "KVAL(K_F213)"},  {223, "KVAL(K_F214)"},
	{224, "KVAL(K_F215)"}, {225, "KVAL(K_F216)"},  {226, "KVAL(K_F217)"},  {227, "KVAL(K_F218)"},
	{228, "KVAL(K_F219)"}, {229, "KVAL(K_F220)"},  {230, "KVAL(K_F221)"},  {231, "KVAL(K_F222)"},
	{232, "KVAL(K_F223)"}, {233, "KVAL(K_F224)"},  {234, "KVAL(K_F225)"},  {235, "KVAL(K_F226)"},
	{236, "KVAL(K_F227)"}, {237, "KVAL(K_F228)"},  {238, "KVAL(K_F229)"},  {239, "KVAL(K_F230)"},
	{240, "KVAL(K_F231)"}, {241, "KVAL(K_F232)"},  {242, "KVAL(K_F233)"},  {243, "KVAL(K_F234)"},
	{244, "KVAL(K_F235)"}, {245, "KVAL(K_F236)"},  {246, "KVAL(K_F237)"},  {247, "KVAL(K_F238)"},
	{248, "KVAL(K_F239)"}, {249, "KVAL(K_F240)"},  {250, "KVAL(K_F241)"},  {251, "KVAL(K_F242)"},
	{252, "KVAL(K_F243)"}, {253, "KVAL(K_F244)"},  {254, "KVAL(K_F245)"},  {255, "KVAL(K_UNDO)"},
};

constexpr Name kKdFnKeys[] = {
	{256, "K_F1"},   {257, "K_F2"},   {258, "K_F3"},    {259, "K_F4"},     {260, "K_F5"},     {261, "K_F6"},
	{262, "K_F7"},   {263, "K_F8"},   {264, "K_F9"},    {265, "K_F10"},    {266, "K_F11"},    {267, "K_F12"},
	{268, "K_F13"},  {269, "K_F14"},  {270, "K_F15"},   {271, "K_F16"},    {272, "K_F17"},    {273, "K_F18"},
	{274, "K_F19"},  {275, "K_F20"},  {276, "K_FIND"},  {277, "K_INSERT"}, {278, "K_REMOVE"}, {279, "K_SELECT"},
	{280, "K_PGUP"}, {281, "K_PGDN"}, {282, "K_MACRO"}, {283, "K_HELP"},   {284, "K_DO"},     {285, "K_PAUSE"},
	{286, "K_F21"},  {287, "K_F22"},  {288, "K_F23"},   {289, "K_F24"},    {290, "K_F25"},    {291, "K_F26"},
	{292, "K_F27"},  {293, "K_F28"},  {294, "K_F29"},   {295, "K_F30"},    {296, "K_F31"},    {297, "K_F32"},
	{298, "K_F33"},  {299, "K_F34"},  {300, "K_F35"},   {301, "K_F36"},    {302, "K_F37"},    {303, "K_F38"},
	{304, "K_F39"},  {305, "K_F40"},  {306, "K_F41"},   {307, "K_F42"},    {308, "K_F43"},    {309, "K_F44"},
	{310, "K_F45"},  {311, "K_F46"},  {312, "K_F47"},   {313, "K_F48"},    {314, "K_F49"},    {315, "K_F50"},
	{316, "K_F51"},  {317, "K_F52"},  {318, "K_F53"},   {319, "K_F54"},    {320, "K_F55"},    {321, "K_F56"},
	{322, "K_F57"},  {323, "K_F58"},  {324, "K_F59"},   {325, "K_F60"},    {326, "K_F61"},    {327, "K_F62"},
	{328, "K_F63"},  {329, "K_F64"},  {330, "K_F65"},   {331, "K_F66"},    {332, "K_F67"},    {333, "K_F68"},
	{334, "K_F69"},  {335, "K_F70"},  {336, "K_F71"},   {337, "K_F72"},    {338, "K_F73"},    {339, "K_F74"},
	{340, "K_F75"},  {341, "K_F76"},  {342, "K_F77"},   {343, "K_F78"},    {344, "K_F79"},    {345, "K_F80"},
	{346, "K_F81"},  {347, "K_F82"},  {348, "K_F83"},   {349, "K_F84"},    {350, "K_F85"},    {351, "K_F86"},
	{352, "K_F87"},  {353, "K_F88"},  {354, "K_F89"},   {355, "K_F90"},    {356, "K_F91"},    {357, "K_F92"},
	{358, "K_F93"},  {359, "K_F94"},  {360, "K_F95"},   {361, "K_F96"},    {362, "K_F97"},    {363, "K_F98"},
	{364, "K_F99"},  {365, "K_F100"}, {366, "K_F101"},  {367, "K_F102"},   {368, "K_F103"},   {369, "K_F104"},
	{370, "K_F105"}, {371, "K_F106"}, {372, "K_F107"},  {373, "K_F108"},   {374, "K_F109"},   {375, "K_F110"},
	{376, "K_F111"}, {377, "K_F112"}, {378, "K_F113"},  {379, "K_F114"},   {380, "K_F115"},   {381, "K_F116"},
	{382, "K_F117"}, {383, "K_F118"}, {384, "K_F119"},  {385, "K_F120"},   {386, "K_F121"},   {387, "K_F122"},
	{388, "K_F123"}, {389, "K_F124"}, {390, "K_F125"},  {391, "K_F126"},   {392, "K_F127"},   {393, "K_F128"},
	{394, "K_F129"}, {395, "K_F130"}, {396, "K_F131"},  {397, "K_F132"},   {398, "K_F133"},   {399, "K_F134"},
	{400, "K_F135"}, {401, "K_F136"}, {402, "K_F137"},  {403, "K_F138"},   {404, "K_F139"},   {405, "K_F140"},
	{406, "K_F141"}, {407, "K_F142"}, {408, "K_F143"},  {409, "K_F144"},   {410, "K_F145"},   {411, "K_F146"},
	{412, "K_F147"}, {413, "K_F148"}, {414, "K_F149"},  {415, "K_F150"},   {416, "K_F151"},   {417, "K_F152"},
	{418, "K_F153"}, {419, "K_F154"}, {420, "K_F155"},  {421, "K_F156"},   {422, "K_F157"},   {423, "K_F158"},
	{424, "K_F159"}, {425, "K_F160"}, {426, "K_F161"},  {427, "K_F162"},   {428, "K_F163"},   {429, "K_F164"},
	{430, "K_F165"}, {431, "K_F166"}, {432, "K_F167"},  {433, "K_F168"},   {434, "K_F169"},   {435, "K_F170"},
	{436, "K_F171"}, {437, "K_F172"}, {438, "K_F173"},  {439, "K_F174"},   {440, "K_F175"},   {441, "K_F176"},
	{442, "K_F177"}, {443, "K_F178"}, {444, "K_F179"},  {445, "K_F180"},   {446, "K_F181"},   {447, "K_F182"},
	{448, "K_F183"}, {449, "K_F184"}, {450, "K_F185"},  {451, "K_F186"},   {452, "K_F187"},   {453, "K_F188"},
	{454, "K_F189"}, {455, "K_F190"}, {456, "K_F191"},  {457, "K_F192"},   {458, "K_F193"},   {459, "K_F194"},
	{460, "K_F195"}, {461, "K_F196"}, {462, "K_F197"},  {463, "K_F198"},   {464, "K_F199"},   {465, "K_F200"},
	{466, "K_F201"}, {467, "K_F202"}, {468, "K_F203"},  {469, "K_F204"},   {470, "K_F205"},   {471, "K_F206"},
	{472, "K_F207"}, {473, "K_F208"}, {474, "K_F209"},  {475, "K_F210"},   {476, "K_F211"},   {477, "K_F212"},
	{478, "K_F213"}, {479, "K_F214"}, {480, "K_F215"},  {481, "K_F216"},   {482, "K_F217"},   {483, "K_F218"},
	{484, "K_F219"}, {485, "K_F220"}, {486, "K_F221"},  {487, "K_F222"},   {488, "K_F223"},   {489, "K_F224"},
	{490, "K_F225"}, {491, "K_F226"}, {492, "K_F227"},  {493, "K_F228"},   {494, "K_F229"},   {495, "K_F230"},
	{496, "K_F231"}, {497, "K_F232"}, {498, "K_F233"},  {499, "K_F234"},   {500, "K_F235"},   {501, "K_F236"},
	{502, "K_F237"}, {503, "K_F238"}, {504, "K_F239"},  {505, "K_F240"},   {506, "K_F241"},   {507, "K_F242"},
	{508, "K_F243"}, {509, "K_F244"}, {510, "K_F245"},  {511, "K_UNDO"},
};

constexpr Name kKdSpecKeys[] = {
	{512, "K_HOLE"},        {513, "K_ENTER"},       {514, "K_SH_REGS"},      {515, "K_SH_MEM"},
	{516, "K_SH_STAT"},     {517, "K_BREAK"},       {518, "K_CONS"},         {519, "K_CAPS"},
	{520, "K_NUM"},         {521, "K_HOLD"},        {522, "K_SCROLLFORW"},   {523, "K_SCROLLBACK"},
	{524, "K_BOOT"},        {525, "K_CAPSON"},      {526, "K_COMPOSE"},      {527, "K_SAK"},
	{528, "K_DECRCONSOLE"}, {529, "K_INCRCONSOLE"}, {530, "K_SPAWNCONSOLE"}, {531, "K_BARENUMLOCK"},
	{638, "K_ALLOCATED"},   {639, "K_NOSUCHMAP"},
};

constexpr Name kKdPadKeys[] = {
	{768, "K_P0"},     {769, "K_P1"},     {770, "K_P2"},         {771, "K_P3"},      {772, "K_P4"},
	{773, "K_P5"},     {774, "K_P6"},     {775, "K_P7"},         {776, "K_P8"},      {777, "K_P9"},
	{778, "K_PPLUS"},  {779, "K_PMINUS"}, {780, "K_PSTAR"},      {781, "K_PSLASH"},  {782, "K_PENTER"},
	{783, "K_PCOMMA"}, {784, "K_PDOT"},   {785, "K_PPLUSMINUS"}, {786, "K_PPARENL"}, {787, "K_PPARENR"},
};

constexpr Name kKdDeadKeys[] = {
	{1024, "K_DGRAVE"},     {1025, "K_DACUTE"},      {1026, "K_DCIRCM"},   {1027, "K_DTILDE"},    {1028, "K_DDIERE"},
	{1029, "K_DCEDIL"},     {1030, "K_DMACRON"},     {1031, "K_DBREVE"},   {1032, "K_DABDOT"},    {1033, "K_DABRING"},
	{1034, "K_DDBACUTE"},   {1035, "K_DCARON"},      {1036, "K_DOGONEK"},  {1037, "K_DIOTA"},     {1038, "K_DVOICED"},
	{1039, "K_DSEMVOICED"}, {1040, "K_DBEDOT"},      {1041, "K_DHOOK"},    {1042, "K_DHORN"},     {1043, "K_DSTROKE"},
	{1044, "K_DABCOMMA"},   {1045, "K_DABREVCOMMA"}, {1046, "K_DDBGRAVE"}, {1047, "K_DINVBREVE"}, {1048, "K_DBECOMMA"},
	{1049, "K_DCURRENCY"},  {1050, "K_DGREEK"},
};

constexpr Name kKdCurKeys[] = {
	{1536, "K_DOWN"},
	{1537, "K_LEFT"},
	{1538, "K_RIGHT"},
	{1539, "K_UP"},
};

constexpr Name kKdShiftKeys[] = {
	{1792, "K_SHIFT"},  {1793, "K_ALTGR"}, {1794, "K_CTRL"},  {1795, "K_ALT"},       {1796, "K_SHIFTL"},
	{1797, "K_SHIFTR"}, {1798, "K_CTRLL"}, {1799, "K_CTRLR"}, {1800, "K_CAPSSHIFT"},
};

constexpr Name kKdAsciiKeys[] = {
	{2304, "K_ASC0"}, {2305, "K_ASC1"}, {2306, "K_ASC2"}, {2307, "K_ASC3"}, {2308, "K_ASC4"}, {2309, "K_ASC5"},
	{2310, "K_ASC6"}, {2311, "K_ASC7"}, {2312, "K_ASC8"}, {2313, "K_ASC9"}, {2314, "K_HEX0"}, {2315, "K_HEX1"},
	{2316, "K_HEX2"}, {2317, "K_HEX3"}, {2318, "K_HEX4"}, {2319, "K_HEX5"}, {2320, "K_HEX6"}, {2321, "K_HEX7"},
	{2322, "K_HEX8"}, {2323, "K_HEX9"}, {2324, "K_HEXa"}, {2325, "K_HEXb"}, {2326, "K_HEXc"}, {2327, "K_HEXd"},
	{2328, "K_HEXe"}, {2329, "K_HEXf"},
};

constexpr Name kKdLockKeys[] = {
	{2560, "K_SHIFTLOCK"}, {2561, "K_ALTGRLOCK"},  {2562, "K_CTRLLOCK"},
	{2563, "K_ALTLOCK"},   {2564, "K_SHIFTLLOCK"}, {2565, "K_SHIFTRLOCK"},
	{2566, "K_CTRLLLOCK"}, {2567, "K_CTRLRLOCK"},  {2568, "K_CAPSSHIFTLOCK"},
};

constexpr Name kKdSlockKeys[] = {
	{3072, "K_SHIFT_SLOCK"}, {3073, "K_ALTGR_SLOCK"},  {3074, "K_CTRL_SLOCK"},
	{3075, "K_ALT_SLOCK"},   {3076, "K_SHIFTL_SLOCK"}, {3077, "K_SHIFTR_SLOCK"},
	{3078, "K_CTRLL_SLOCK"}, {3079, "K_CTRLR_SLOCK"},  {3080, "K_CAPSSHIFT_SLOCK"},
};

constexpr Name kKdBrlKeys[] = {
	{3584, "K_BRL_BLANK"}, {3585, "K_BRL_DOT1"}, {3586, "K_BRL_DOT2"},  {3587, "K_BRL_DOT3"},
	{3588, "K_BRL_DOT4"},  {3589, "K_BRL_DOT5"}, {3590, "K_BRL_DOT6"},  {3591, "K_BRL_DOT7"},
	{3592, "K_BRL_DOT8"},  {3593, "K_BRL_DOT9"}, {3594, "K_BRL_DOT10"},
};

} // namespace

constinit const Xlat kd_default_led_flags = {"LED_???", kKdDefaultLedFlags};
constinit const Xlat kd_font_flags = {"KD_FONT_FLAG_???", kKdFontFlags};
constinit const Xlat kd_key_tables = {"", kKdKeyTables};
constinit const Xlat kd_keymap_flags = {"K_???", kKdKeymapFlags};
constinit const Xlat kd_key_types = {"", kKdKeyTypes};
constinit const Xlat kd_key_fn_key_vals = {"KVAL(K_?\?\?)", kKdKeyFnKeyVals};
constinit const Xlat kd_fn_keys = {"", kKdFnKeys};
constinit const Xlat kd_spec_keys = {"", kKdSpecKeys};
constinit const Xlat kd_pad_keys = {"", kKdPadKeys};
constinit const Xlat kd_dead_keys = {"", kKdDeadKeys};
constinit const Xlat kd_cur_keys = {"", kKdCurKeys};
constinit const Xlat kd_shift_keys = {"", kKdShiftKeys};
constinit const Xlat kd_ascii_keys = {"", kKdAsciiKeys};
constinit const Xlat kd_lock_keys = {"", kKdLockKeys};
constinit const Xlat kd_slock_keys = {"", kKdSlockKeys};
constinit const Xlat kd_brl_keys = {"", kKdBrlKeys};

} // namespace strobe::spec
