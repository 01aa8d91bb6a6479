// SPDX-License-Identifier: BSD-2-Clause
// Requests of ioctl and the structures whose text is not that of their fields.
#include <asm/ioctl.h>
#include <linux/if.h>
#include <linux/if_arp.h>
#include <linux/userfaultfd.h>

#include <algorithm>
#include <unordered_map>

#include "decode/special.h"
#include "decode/special_input.h"
#include "decode/special_perf.h"
#include "decode/special_term.h"
#include "decode/terms.h"
#include "spec/structs_ioctl.h"
#include "spec/xlat_input.h"
#include "spec/xlat_ioctl.h"
#include "spec/xlat_mm.h"
#include "spec/xlat_net.h"

namespace strobe::decode {

namespace {

// ---- the request ----------------------------------------------------------------------------------------------------

string_view request_name(uint32_t code) {
	static const auto names = [] {
		std::unordered_map<uint32_t, string_view> m;
		for (const spec::Name& n : spec::ioctl_requests.names) m.try_emplace(static_cast<uint32_t>(n.value), n.text);
		return m;
	}();
	const auto at = names.find(code);
	return at == names.end() ? string_view() : at->second;
}

/// Requests that carry the size of a buffer or a number of their own: EVIOCGNAME(32).
struct Family {
	uint8_t type, number;
	uint8_t dir;
	string_view name;
};
constexpr Family kFamilies[] = {
	{'E', 0x06, _IOC_READ, "EVIOCGNAME"},
	{'E', 0x07, _IOC_READ, "EVIOCGPHYS"},
	{'E', 0x08, _IOC_READ, "EVIOCGUNIQ"},
	{'E', 0x09, _IOC_READ, "EVIOCGPROP"},
	{'E', 0x0a, _IOC_READ, "EVIOCGMTSLOTS"},
	{'E', 0x18, _IOC_READ, "EVIOCGKEY"},
	{'E', 0x19, _IOC_READ, "EVIOCGLED"},
	{'E', 0x1a, _IOC_READ, "EVIOCGSND"},
	{'E', 0x1b, _IOC_READ, "EVIOCGSW"},
	{'H', 0x04, _IOC_READ, "HIDIOCGRAWNAME"},
	{'H', 0x05, _IOC_READ, "HIDIOCGRAWPHYS"},
	{'H', 0x06, _IOC_READ, "HIDIOCSFEATURE"},
	{'H', 0x08, _IOC_READ, "HIDIOCGRAWUNIQ"},
	{'H', 0x12, _IOC_READ, "HIDIOCGPHYS"},
	{'H', 0x06, _IOC_READ | _IOC_WRITE, "HIDIOCSFEATURE"},
	{'H', 0x07, _IOC_READ | _IOC_WRITE, "HIDIOCGFEATURE"},
	{'U', 0x2c, _IOC_READ, "UI_GET_SYSNAME"},
	{'j', 0x13, _IOC_READ, "JSIOCGNAME"},
	{'k', 0x00, _IOC_WRITE, "SPI_IOC_MESSAGE"},
};

void put_call(TextBuf& t, string_view name, uint64_t argument) {
	t.put(name);
	t.put('(');
	t.udec(argument);
	t.put(')');
}

/// EVIOCGABS(ABS_X), EVIOCGBIT(EV_KEY, 96): the number of an axis or of a set is part of the request's own number.
void put_input_family(Decoding& d, TextBuf& t, uint32_t number, uint32_t dir, uint32_t size) {
	constexpr uint32_t kSets = 0x20, kAxes = 0x40, kSetAxes = 0xc0; // EVIOCGBIT, EVIOCGABS, EVIOCSABS
	const bool set = dir == _IOC_READ && number >= kSets && number < kAxes;
	const bool axis = dir == _IOC_READ && number >= kAxes && number < 2 * kAxes;
	const bool set_axis = dir == _IOC_WRITE && number >= kSetAxes;
	if (!set && !axis && !set_axis) return;
	t.put(set ? "EVIOCGBIT(" : axis ? "EVIOCGABS(" : "EVIOCSABS(");
	const uint32_t which = number - (set ? kSets : axis ? kAxes : kSetAxes);
	const spec::Xlat& names = set ? spec::input_ev : spec::input_abs;
	const string_view name = set && which == 0 ? "0" : name_of(names, which);
	if (name.empty()) {
		t.hex(which);
		if (d.sink.xlat_style() != out::XlatStyle::kVerbose) {
			t.put(" /* ");
			t.put(names.unknown);
			t.put(" */");
		}
	} else {
		t.put(name);
	}
	if (set) {
		t.put(", ");
		t.udec(size);
	}
	t.put(')');
}

void put_family(Decoding& d, TextBuf& t, uint32_t code) {
	const uint32_t type = _IOC_TYPE(code), number = _IOC_NR(code), dir = _IOC_DIR(code);
	if (code == _IOC(_IOC_READ, '!', 2, sizeof(uint64_t))) return t.put("SECCOMP_IOCTL_NOTIF_ID_VALID_WRONG_DIR");
	if (type == 'E') put_input_family(d, t, number, dir, _IOC_SIZE(code));
	if (type == 'M' && dir == _IOC_WRITE) return put_call(t, "MIXER_WRITE", number);
	if (type == 'M' && dir == _IOC_READ) return put_call(t, "MIXER_READ", number);
	for (const Family& f : kFamilies)
		if (f.type == type && f.number == number && f.dir == dir) return put_call(t, f.name, _IOC_SIZE(code));
}

/// _IOC(_IOC_READ|_IOC_WRITE, 0x12, 0x34, 0x5)
void put_parts(TextBuf& t, uint32_t code) {
	t.put("_IOC(");
	if (_IOC_DIR(code) == _IOC_NONE)
		t.put("_IOC_NONE");
	else
		join_flags(spec::ioctl_dirs, _IOC_DIR(code), t);
	for (const uint64_t part : {_IOC_TYPE(code), _IOC_NR(code), _IOC_SIZE(code)}) {
		t.put(", ");
		t.hex(part);
	}
	t.put(')');
}

void request_value(Decoding& d, const spec::Type&, uint64_t v) {
	const auto code = static_cast<uint32_t>(v);
	TextBuf& t = d.text();
	put_family(d, t, code);
	const string_view name = request_name(code);
	if (!t.empty() && !name.empty()) t.put(" or ");
	t.put(name);
	if (t.empty()) put_parts(t, code);
	d.sink.constant(code, t.view(), {}, Radix::kHex);
}

// ---- structures that the call completes
// ------------------------------------------------------------------------------

void fields(Decoding& d, const spec::StructDef& st, uint64_t addr, bool after) {
	for (const spec::Field& f : st.fields) {
		if ((f.show == spec::Show::kAfter) != after) continue;
		d.sink.field(f.name);
		d.value_at(f.type, addr + f.offset);
	}
}

/// {ifr_name="lo", ifr_mtu=65536}: the question, and after a success the answer.
void grown_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	if (!d.bytes(addr, t.st->size)) return d.sink.address(addr);
	d.sink.begin_struct();
	fields(d, *t.st, addr, false);
	if (d.call.finished && !d.call.failed() && d.call.after.bytes(addr, t.st->size)) {
		d.look(Decoding::Image::kAfter);
		fields(d, *t.st, addr, true);
	}
	d.sink.end_struct(false);
}

/// {type=V4L2_BUF_TYPE_VIDEO_CAPTURE, count=4 => 3}: the call changes the last field.
void last_field_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto before = d.bytes(addr, t.st->size);
	if (!before) return d.sink.address(addr);
	d.sink.begin_struct();
	d.fields(*t.st, *before, addr);
	if (d.call.finished && !d.call.failed() && d.call.after.bytes(addr, t.st->size)) {
		const spec::Field& last = t.st->fields.back();
		d.look(Decoding::Image::kAfter);
		d.sink.after();
		d.value_at(last.type, addr + last.offset);
	}
	d.sink.end_struct(false);
}

/// {index=0, rangelow=1} => {rangelow=2}: all fields, and those marked kAfter as the call left them.
void rewritten_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	if (!d.bytes(addr, t.st->size)) return d.sink.address(addr);
	d.sink.begin_struct();
	fields(d, *t.st, addr, false);
	fields(d, *t.st, addr, true);
	d.sink.end_struct(false);
	if (!d.call.finished || d.call.failed() || !d.call.after.bytes(addr, t.st->size)) return;
	d.look(Decoding::Image::kAfter);
	d.sink.after();
	d.sink.begin_struct();
	fields(d, *t.st, addr, true);
	d.sink.end_struct(false);
}

/// {line_offset=3} => {flags=..., name="led"}: the answer is another structure, which the last field of the row names.
void answered_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	if (!d.bytes(addr, t.st->size)) return d.sink.address(addr);
	d.structure(*t.st, addr);
	if (!d.call.finished || d.call.failed()) return;
	d.look(Decoding::Image::kAfter);
	d.sink.after();
	d.structure(*t.st->fields.back().type.st, addr);
}

/// {api=0xaa, features=0 => features=UFFD_FEATURE_..., ioctls=1<<_UFFDIO_REGISTER|...}
void uffd_api_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto asked = d.load_or_address<uffdio_api>(addr);
	if (!asked) return;
	d.sink.begin_struct();
	d.hex_field("api", asked->api);
	d.flags_field("features", spec::uffd_api_features, asked->features);
	d.look(Decoding::Image::kAfter);
	const auto answer = d.call.failed() ? std::nullopt : d.load<uffdio_api>(addr);
	if (answer) {
		if (answer->features != asked->features) {
			d.sink.after();
			d.sink.plain("features=");
			d.flags(spec::uffd_api_features, answer->features);
		}
		d.flags_field("ioctls", spec::uffd_api_flags, answer->ioctls);
	}
	d.sink.end_struct(false);
}

// ---- network interfaces ---------------------------------------------------------------------------------------------

/// Bytes of an address on such a device; nothing where the whole field prints.
std::optional<size_t> address_length(uint16_t device) {
	switch (device) {
	case ARPHRD_ETHER:
	case ARPHRD_IEEE802:
	case ARPHRD_LOOPBACK:
	case ARPHRD_FDDI:
	case ARPHRD_HIPPI:
	case ARPHRD_IEEE80211:
	case ARPHRD_IEEE80211_PRISM:
	case ARPHRD_IEEE80211_RADIOTAP: return 6;
	case ARPHRD_NETROM:
	case ARPHRD_AX25: return 7;
	case ARPHRD_ROSE: return 5;
	case ARPHRD_TUNNEL:
	case ARPHRD_SIT:
	case ARPHRD_IPGRE:
	case ARPHRD_IRDA: return 4;
	case ARPHRD_DLCI: return 2;
	case ARPHRD_EUI64:
	case ARPHRD_IEEE802154:
	case ARPHRD_IEEE802154_MONITOR:
	case ARPHRD_6LOWPAN: return 8;
	case ARPHRD_ARCNET:
	case ARPHRD_LOCALTLK:
	case ARPHRD_PHONET:
	case ARPHRD_PHONET_PIPE:
	case 290 /* ARPHRD_MCTP */: return 1;
	case ARPHRD_SLIP:
	case ARPHRD_X25:
	case ARPHRD_CAN:
	case ARPHRD_PPP:
	case ARPHRD_RAWHDLC:
	case ARPHRD_RAWIP:
	case ARPHRD_IPDDP:
	case ARPHRD_PIMREG:
	case ARPHRD_CAIF:
	case ARPHRD_NETLINK:
	case ARPHRD_VSOCKMON: return 0;
	default: return std::nullopt;
	}
}

/// {sa_family=ARPHRD_ETHER, sa_data=02:42:ac:11:00:02}
void hardware_address_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto b = d.bytes(addr, 16);
	if (!b) return d.sink.address(addr);
	uint16_t family = 0;
	std::memcpy(&family, b->data(), sizeof family);
	d.sink.begin_struct();
	d.choice_field("sa_family", spec::arp_hardware_types, family);
	const Bytes data = b->subspan(sizeof family);
	const size_t n = std::min(address_length(family).value_or(data.size()), data.size());
	TextBuf& t = d.text();
	for (size_t i = 0; i < n; ++i) {
		constexpr string_view kDigits = "0123456789abcdef";
		if (i > 0) t.put(':');
		t.put(kDigits[data[i] >> 4]);
		t.put(kDigits[data[i] & 0xf]);
	}
	d.sink.encoded("sa_data", data, t.view(), {});
	d.sink.end_struct(false);
}

void interface_index_value(Decoding& d, const spec::Type&, uint64_t v) {
	d.interface_index(static_cast<uint32_t>(v));
}

/// 80 /* 2 * sizeof(struct ifreq) */
void ifc_length(Decoding& d, int32_t length) {
	d.sink.integer(length);
	const uint64_t n = static_cast<uint32_t>(length) / sizeof(ifreq);
	if (length <= 0 || n * sizeof(ifreq) != static_cast<uint32_t>(length)) return;
	TextBuf& t = d.text();
	t.udec(n);
	t.put(" * sizeof(struct ifreq)");
	d.sink.comment(t.view());
}

void ifc_interfaces(Decoding& d, uint64_t buffer, uint64_t n) {
	d.elements(buffer, n, sizeof(ifreq), [&](uint64_t at) {
		static constexpr spec::Type kName{.kind = Kind::kStr, .size = 0, .len = {.n = IFNAMSIZ}};
		d.sink.begin_struct();
		d.sink.field("ifr_name");
		d.value_at(kName, at);
		d.sink.field("ifr_addr");
		d.sockaddr(at + IFNAMSIZ, 16);
		d.sink.end_struct(false);
	});
}

/// Without a buffer the kernel only says how large one would have to be.
void ifconf_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto asked = d.load<ifconf>(addr);
	if (!asked) return d.sink.address(addr);
	const auto answer = d.call.after.bytes(addr, sizeof(ifconf));
	ifconf now = *asked;
	if (answer) std::memcpy(&now, answer->data(), sizeof now);
	const auto buffer = reinterpret_cast<uint64_t>(asked->ifc_buf);
	d.sink.begin_struct();
	d.sink.field("ifc_len");
	if (buffer) ifc_length(d, asked->ifc_len);
	if (buffer && now.ifc_len != asked->ifc_len) d.sink.after();
	if (!buffer || now.ifc_len != asked->ifc_len) ifc_length(d, now.ifc_len);
	d.sink.field("ifc_buf");
	d.look(Decoding::Image::kAfter);
	if (!buffer || !answer || d.call.failed())
		d.sink.address(buffer);
	else
		ifc_interfaces(d, buffer, static_cast<uint64_t>(now.ifc_len) / sizeof(ifreq));
	d.sink.end_struct(false);
}

// ---- block devices --------------------------------------------------------------------------------------------------

/// Two numbers that are read as one: [512, 1024]
void number_pair_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const unsigned size = t.len.n / 2;
	if (!d.how.verbose || !d.bytes(addr, t.len.n)) return d.sink.address(addr);
	d.sink.begin_array();
	for (const uint64_t at : {addr, addr + size}) {
		d.sink.element();
		d.sink.unsigned_integer(d.memory().number(at, size).value_or(0));
	}
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

void loop_info(Decoding& d, const spec::StructDef& plain, const spec::StructDef& encrypted, unsigned type_offset,
			   uint64_t addr) {
	d.structure(d.memory().number(addr + type_offset, 4).value_or(0) ? encrypted : plain, addr);
}

void loop_info_value(Decoding& d, const spec::Type&, uint64_t addr) {
	loop_info(d, spec::kLoopInfo, spec::kLoopInfoCrypt, 36, addr);
}

void loop_info64_value(Decoding& d, const spec::Type&, uint64_t addr) {
	loop_info(d, spec::kLoopInfo64, spec::kLoopInfo64Crypt, 44, addr);
}

/// A key prints whole, whatever -s says.
void loop_key_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto n = d.length(t.len);
	const auto key = n ? d.bytes(addr, *n) : std::nullopt;
	if (key)
		d.sink.string(*key, {});
	else
		d.sink.address(addr);
}

/// A label of a file system: all of its 256 bytes have to be there.
void volume_label_value(Decoding& d, const spec::Type&, uint64_t addr) {
	static constexpr spec::Type kLabel{.kind = Kind::kStr, .size = 0, .len = {.n = 256}};
	if (d.how.verbose)
		d.value_at(kLabel, addr);
	else
		d.sink.address(addr);
}

// ---- random numbers -------------------------------------------------------------------------------------------------

/// {entropy_count=8, buf_size=4, buf="abcd"}
void entropy_value(Decoding& d, const spec::Type&, uint64_t addr) {
	struct Head {
		int32_t entropy, size;
	};
	const auto head = d.load_or_address<Head>(addr);
	if (!head) return;
	d.sink.begin_struct();
	d.int_field("entropy_count", head->entropy);
	d.int_field("buf_size", head->size);
	d.sink.field("buf");
	d.buffer(addr + sizeof *head, static_cast<uint64_t>(static_cast<int64_t>(head->size)));
	d.sink.end_struct(false);
}

/// The meaning of the result, from the constants that the row gives for it.
void result_name_note(Decoding& d) {
	const string_view name =
		d.signature.ret.xlat ? name_of(*d.signature.ret.xlat, static_cast<uint64_t>(d.call.ret)) : "";
	if (name.empty()) return;
	d.sink.begin_note();
	d.sink.plain(name);
	d.sink.end_note();
}

/// A request without a row of its own: some carry the size of their buffer, so that there is no end of them.
Printed any_request(Decoding& d, unsigned from) {
	const unsigned last = d.count() - 1;
	for (unsigned i = from; i < last; ++i) d.argument(i);
	const auto code = static_cast<uint32_t>(d.call.args[1]);
	if (!d.call.finished && (_IOC_DIR(code) & _IOC_READ)) return {last, false};
	d.sink.argument("arg");
	if (!input_request(d, code, d.call.args[2])) d.sink.hexadecimal(d.call.args[2]);
	return {last + 1, true};
}

constexpr Special kSpecials[] = {
	{.name = "ioctl_any", .call = any_request},
	{.name = "ioctl_request", .value = request_value},
	{.name = "grown", .value = grown_value, .phase = Phase::kExit},
	{.name = "answered", .value = answered_value, .phase = Phase::kExit},
	{.name = "last_field", .value = last_field_value, .phase = Phase::kExit},
	{.name = "rewritten", .value = rewritten_value, .phase = Phase::kExit},
	{.name = "uffd_api", .value = uffd_api_value, .phase = Phase::kExit},
	{.name = "ifconf", .value = ifconf_value, .phase = Phase::kExit},
	{.name = "hardware_address", .value = hardware_address_value},
	{.name = "interface_index", .value = interface_index_value},
	{.name = "number_pair", .value = number_pair_value},
	{.name = "loop_info", .value = loop_info_value},
	{.name = "loop_info64", .value = loop_info64_value},
	{.name = "loop_key", .value = loop_key_value},
	{.name = "volume_label", .value = volume_label_value},
	{.name = "entropy", .value = entropy_value},
	{.name = "result_name", .note = result_name_note},
	{.name = "termios", .value = termios_value},
	{.name = "termios2", .value = termios2_value},
	{.name = "termio", .value = termio_value},
};

} // namespace

std::span<const Special> ioctl_specials() {
	return kSpecials;
}

} // namespace strobe::decode
