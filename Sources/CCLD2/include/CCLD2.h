#pragma once

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One language that CLD2 finds in a text.
typedef struct {
  char code[16];  // BCP-47, "pl"; "un" when it doesn't know
  int percent;    // of the text's bytes
} ccld2_language;

/// CLD2's three likeliest languages, the likeliest first; it can't be told to choose among a few.
typedef struct {
  ccld2_language top[3];
  bool reliable;
} ccld2_result;

/// Reads `text` (UTF-8, `length` bytes) as plain text and guesses even when there is little. Never throws; safe from
/// any thread.
ccld2_result ccld2_detect(const char *text, size_t length);

#ifdef __cplusplus
}
#endif
