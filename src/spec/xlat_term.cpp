// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_term.h"

namespace strobe::spec {

namespace {

constexpr Name kLineDisciplines[] = {
	{0, "N_TTY"},           {1, "N_SLIP"},          {2, "N_MOUSE"},     {3, "N_PPP"},        {4, "N_STRIP"},
	{5, "N_AX25"},          {6, "N_X25"},           {7, "N_6PACK"},     {8, "N_MASC"},       {9, "N_R3964"},
	{10, "N_PROFIBUS_FDL"}, {11, "N_IRDA"},         {12, "N_SMSBLOCK"}, {13, "N_HDLC"},      {14, "N_SYNC_PPP"},
	{15, "N_HCI"},          {16, "N_GIGASET_M101"}, {17, "N_SLCAN"},    {18, "N_PPS"},       {19, "N_V253"},
	{20, "N_CAIF"},         {21, "N_GSM0710"},      {22, "N_TI_WL"},    {23, "N_TRACESINK"}, {24, "N_TRACEROUTER"},
	{25, "N_NCI"},          {26, "N_SPEAKUP"},      {27, "N_NULL"},
};

constexpr Name kTcxoncOptions[] = {
	{0, "TCOOFF"},
	{1, "TCOON"},
	{2, "TCIOFF"},
	{3, "TCION"},
};

constexpr Name kTcflshOptions[] = {
	{0, "TCIFLUSH"},
	{1, "TCOFLUSH"},
	{2, "TCIOFLUSH"},
};

constexpr Name kModemFlags[] = {
	{1, "TIOCM_LE"},      {2, "TIOCM_DTR"},       {4, "TIOCM_RTS"},       {8, "TIOCM_ST"},
	{0x10, "TIOCM_SR"},   {0x20, "TIOCM_CTS"},    {0x40, "TIOCM_CAR"},    {0x80, "TIOCM_RNG"},
	{0x100, "TIOCM_DSR"}, {0x2000, "TIOCM_OUT1"}, {0x4000, "TIOCM_OUT2"}, {0x8000, "TIOCM_LOOP"},
};

constexpr Name kTermIflags[] = {
	{1, "IGNBRK"},    {2, "BRKINT"},    {4, "IGNPAR"},     {8, "PARMRK"},       {0x10, "INPCK"},
	{0x20, "ISTRIP"}, {0x40, "INLCR"},  {0x80, "IGNCR"},   {0x100, "ICRNL"},    {0x200, "IUCLC"},
	{0x400, "IXON"},  {0x800, "IXANY"}, {0x1000, "IXOFF"}, {0x2000, "IMAXBEL"}, {0x4000, "IUTF8"},
};

constexpr Name kTermOflags[] = {
	{1, "OPOST"},    {2, "OLCUC"},     {4, "ONLCR"},    {8, "OCRNL"},
	{0x10, "ONOCR"}, {0x20, "ONLRET"}, {0x40, "OFILL"}, {0x80, "OFDEL"},
};

constexpr Name kTermCflags[] = {
	{0x40, "CSTOPB"}, {0x80, "CREAD"},   {0x100, "PARENB"},      {0x200, "PARODD"},
	{0x400, "HUPCL"}, {0x800, "CLOCAL"}, {0x40000000, "CMSPAR"}, {0x80000000, "CRTSCTS"},
};

constexpr Name kTermLflags[] = {
	{1, "ISIG"},        {2, "ICANON"},      {4, "XCASE"},       {8, "ECHO"},
	{0x10, "ECHOE"},    {0x20, "ECHOK"},    {0x40, "ECHONL"},   {0x80, "NOFLSH"},
	{0x8000, "IEXTEN"}, {0x200, "ECHOCTL"}, {0x400, "ECHOPRT"}, {0x800, "ECHOKE"},
	{0x1000, "FLUSHO"}, {0x4000, "PENDIN"}, {0x100, "TOSTOP"},  {0x10000, "EXTPROC"},
};

constexpr Name kTermCsize[] = {
	{0, "CS5"},
	{16, "CS6"},
	{32, "CS7"},
	{48, "CS8"},
};

constexpr Name kTermOflagsNldly[] = {
	{0, "NL0"},
	{0x100, "NL1"},
};

constexpr Name kTermOflagsCrdly[] = {
	{0, "CR0"},
	{0x200, "CR1"},
	{0x400, "CR2"},
	{0x600, "CR3"},
};

constexpr Name kTermOflagsTabdly[] = {
	{0x1800, "XTABS"}, {0, "TAB0"}, {0x800, "TAB1"}, {0x1000, "TAB2"}, {0x1800, "TAB3"},
};

constexpr Name kTermOflagsBsdly[] = {
	{0x2000, "BS1"},
	{0, "BS0"},
};

constexpr Name kTermOflagsVtdly[] = {
	{0, "VT0"},
	{0x4000, "VT1"},
};

constexpr Name kTermOflagsFfdly[] = {
	{0, "FF0"},
	{0x8000, "FF1"},
};

constexpr Name kBaudRates[] = {
	{0, "B0"},
	{1, "B50"},
	{2, "B75"},
	{3, "B110"},
	{4, "B134"},
	{5, "B150"},
	{6, "B200"},
	{7, "B300"},
	{8, "B600"},
	{9, "B1200"},
	{0xa, "B1800"},
	{0xb, "B2400"},
	{0xc, "B4800"},
	{0xd, "B9600"},
	{0xe, "B19200"},
	{0xf, "B38400"},
	{0x1001, "B57600"},
	{0x1002, "B115200"},
	{0x1003, "B230400"},
	{0x1004, "B460800"},
	{0x1005, "B500000"},
	{0x1006, "B576000"},
	{0x1007, "B921600"},
	{0x1008, "B1000000"},
	{0x1009, "B1152000"},
	{0x100a, "B1500000"},
	{0x100b, "B2000000"},
	{0x100c, "B2500000"},
	{0x100d, "B3000000"},
	{0x100e, "B3500000"},
	{0x100f, "B4000000"},
	{0xe, "EXTA"},
	{0xf, "EXTB"},
	{0x1000, "BOTHER"},
};

constexpr Name kTermiosCc[] = {
	{0, "VINTR"},   {1, "VQUIT"}, {2, "VERASE"}, {3, "VKILL"},     {16, "VEOL2"},    {7, "VSWTC"},
	{8, "VSTART"},  {9, "VSTOP"}, {10, "VSUSP"}, {12, "VREPRINT"}, {13, "VDISCARD"}, {14, "VWERASE"},
	{15, "VLNEXT"}, {6, "VMIN"},  {5, "VTIME"},  {4, "VEOF"},      {11, "VEOL"},
};

constexpr Name kKdModes[] = {
	{0, "KD_TEXT"},
	{1, "KD_GRAPHICS"},
	{2, "KD_TEXT0"},
	{3, "KD_TEXT1"},
};

constexpr Name kKdKbdModes[] = {
	{0, "K_RAW"}, {1, "K_XLATE"}, {2, "K_MEDIUMRAW"}, {3, "K_UNICODE"}, {4, "K_OFF"},
};

constexpr Name kKdKbdTypes[] = {
	{1, "KB_84"},
	{2, "KB_101"},
	{3, "KB_OTHER"},
};

constexpr Name kKdLedFlags[] = {
	{1, "LED_SCR"},
	{2, "LED_NUM"},
	{4, "LED_CAP"},
};

constexpr Name kKdMeta[] = {
	{3, "K_METABIT"},
	{4, "K_ESCPREFIX"},
};

constexpr Name kKdFontOps[] = {
	{0, "KD_FONT_OP_SET"},
	{1, "KD_FONT_OP_GET"},
	{2, "KD_FONT_OP_SET_DEFAULT"},
	{3, "KD_FONT_OP_COPY"},
};

} // namespace

constinit const Xlat line_disciplines = {"N_???", kLineDisciplines};
constinit const Xlat tcxonc_options = {"TC???", kTcxoncOptions};
constinit const Xlat tcflsh_options = {"TC???", kTcflshOptions};
constinit const Xlat modem_flags = {"TIOCM_???", kModemFlags};
constinit const Xlat term_iflags = {"", kTermIflags};
constinit const Xlat term_oflags = {"", kTermOflags};
constinit const Xlat term_cflags = {"", kTermCflags};
constinit const Xlat term_lflags = {"", kTermLflags};
constinit const Xlat term_csize = {"", kTermCsize};
constinit const Xlat term_oflags_nldly = {"", kTermOflagsNldly};
constinit const Xlat term_oflags_crdly = {"", kTermOflagsCrdly};
constinit const Xlat term_oflags_tabdly = {"", kTermOflagsTabdly};
constinit const Xlat term_oflags_bsdly = {"", kTermOflagsBsdly};
constinit const Xlat term_oflags_vtdly = {"", kTermOflagsVtdly};
constinit const Xlat term_oflags_ffdly = {"", kTermOflagsFfdly};
constinit const Xlat baud_rates = {"B???", kBaudRates};
constinit const Xlat termios_cc = {"", kTermiosCc};
constinit const Xlat termio_cc = {"", kTermiosCc};
constinit const Xlat kd_modes = {"KD_???", kKdModes};
constinit const Xlat kd_kbd_modes = {"K_???", kKdKbdModes};
constinit const Xlat kd_kbd_types = {"KB_???", kKdKbdTypes};
constinit const Xlat kd_led_flags = {"LED_???", kKdLedFlags};
constinit const Xlat kd_meta = {"K_???", kKdMeta};
constinit const Xlat kd_font_ops = {"KD_FONT_OP_???", kKdFontOps};

} // namespace strobe::spec
