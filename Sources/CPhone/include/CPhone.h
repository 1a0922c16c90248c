#pragma once

#include <stddef.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What libphonenumber makes of one number. All text is ASCII and ends in NUL.
typedef struct {
  bool parsed;            // it has the shape of a number at all
  bool valid;             // a subscriber may have it, by the numbering plan of its country
  int type;               // PhoneNumberUtil::PhoneNumberType
  char e164[40];          // "+31612345678"
  char international[64]; // "+31 6 12345678"
  char region[8];         // "NL", "001" outside all countries, "" unknown
  char extension[24];     // "" when there is none
} cphone_number;

/// Reads `text` (UTF-8) as somebody in `region` ("NL") would type it. Never throws; safe from any thread.
cphone_number cphone_read(const char *text, size_t length, const char *region);

/// Finds the numbers that stand in a running text, those that a subscriber may have. At most `room` of them.
/// Returns how many were put into `found`. Never throws; safe from any thread.
size_t cphone_find(const char *text, size_t length, const char *region, cphone_number *found, size_t room);

#ifdef __cplusplus
}
#endif
