#include "CPhone.h"

#include <phonenumbers/phonenumbermatch.h>
#include <phonenumbers/phonenumbermatcher.h>
#include <phonenumbers/phonenumberutil.h>

#include <cstring>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberMatch;
using i18n::phonenumbers::PhoneNumberMatcher;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

// False when it doesn't fit: a number cut short would be another number.
template <size_t size>
bool copy(const std::string &text, char (&room)[size]) {
  if (text.size() >= size) return false;
  std::memcpy(room, text.c_str(), text.size() + 1);
  return true;
}

bool describe(const PhoneNumberUtil &util, const PhoneNumber &number, cphone_number &result) {
  std::string e164, international, region;
  util.Format(number, PhoneNumberUtil::E164, &e164);
  if (number.extension().empty()) {
    util.Format(number, PhoneNumberUtil::INTERNATIONAL, &international);
  } else {
    // Without its extension, which has a field of its own. (Clearing the field would need protobuf at link time.)
    PhoneNumber bare;
    util.Parse(e164, "ZZ", &bare);
    util.Format(bare, PhoneNumberUtil::INTERNATIONAL, &international);
  }
  util.GetRegionCodeForNumber(number, &region);
  if (region == "ZZ") region.clear();
  result.type = util.GetNumberType(number);
  // What IsValidNumber asks too: is there a kind of number that it is?
  result.valid = result.type != PhoneNumberUtil::UNKNOWN;
  return copy(e164, result.e164) && copy(international, result.international) &&
         copy(region, result.region) && copy(number.extension(), result.extension);
}

}  // namespace

cphone_number cphone_read(const char *text, size_t length, const char *region) {
  cphone_number result;
  std::memset(&result, 0, sizeof result);
  try {
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (util.Parse(std::string(text, length), region, &number) == PhoneNumberUtil::NO_PARSING_ERROR)
      result.parsed = describe(util, number, result);
  } catch (...) {
    result.parsed = false;
  }
  return result;
}

size_t cphone_find(const char *text, size_t length, const char *region, cphone_number *found, size_t room) {
  size_t count = 0;
  try {
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    // After so many candidates that turn out to be none it gives up.
    const int tries = 1000;
    PhoneNumberMatcher matcher(util, std::string(text, length), region, PhoneNumberMatcher::VALID, tries);
    PhoneNumberMatch match;
    while (count < room && matcher.HasNext() && matcher.Next(&match)) {
      std::memset(&found[count], 0, sizeof found[count]);
      found[count].parsed = describe(util, match.number(), found[count]);
      if (found[count].parsed) count++;
    }
  } catch (...) {
  }
  return count;
}
