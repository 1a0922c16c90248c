#include "CCLD2.h"

#include <climits>
#include <cstdio>  // before CLD2's header, which needs FILE
#include <cstring>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

ccld2_result ccld2_detect(const char *text, size_t length) {
  ccld2_result result;
  std::memset(&result, 0, sizeof result);
  if (length > INT_MAX) return result;
  try {
    const CLD2::CLDHints none = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[3];
    int percents[3];
    double scores[3];
    int textBytes = 0;
    bool reliable = false;
    CLD2::ExtDetectLanguageSummary(text, static_cast<int>(length), true, &none, CLD2::kCLDFlagBestEffort, languages,
                                   percents, scores, nullptr, &textBytes, &reliable);
    for (int i = 0; i < 3; i++) {
      std::snprintf(result.top[i].code, sizeof result.top[i].code, "%s", CLD2::LanguageCode(languages[i]));
      result.top[i].percent = percents[i];
    }
    result.reliable = reliable;
  } catch (...) {
    std::memset(&result, 0, sizeof result);
  }
  return result;
}
