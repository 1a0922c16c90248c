#pragma once

#include <stdbool.h>
#include <stddef.h>

/// A message that GMime has read; the parts live as long as it does. All text is UTF-8 and ends in NUL.
typedef struct cmime_message cmime_message;

/// A part of it: a leaf, several parts, or a message inside.
typedef struct cmime_part cmime_part;

/// Reads a message (RFC 5322, RFC 2045 and on). NULL when it is none. Safe from any thread; the bytes are copied.
cmime_message *cmime_read(const char *bytes, size_t length);
void cmime_free(cmime_message *message);

/// The head's fields in their order, decoded (RFC 2047); NULL beyond the last. The value is to be freed by `cmime_release`.
const char *cmime_header_name(const cmime_message *message, int index);
char *cmime_header_value(const cmime_message *message, int index);

/// The bare addresses of From, groups opened; NULL beyond the last.
const char *cmime_from(const cmime_message *message, int index);

/// NULL where there is none.
const cmime_part *cmime_body(const cmime_message *message);
/// What is inside a multipart or a message; NULL beyond the last.
const cmime_part *cmime_child(const cmime_part *part, int index);

/// The Message-ID, without its brackets, of a message that is inside as a part; NULL where there is none.
const char *cmime_inner_id(const cmime_part *part);

/// "text/plain", in small letters; to be freed by `cmime_release`.
char *cmime_type(const cmime_part *part);
/// A parameter of the content type; NULL where there is none.
const char *cmime_parameter(const cmime_part *part, const char *name);
bool cmime_is_attachment(const cmime_part *part);
/// NULL where there is none.
const char *cmime_filename(const cmime_part *part);

/// A leaf's content, decoded; to be freed by `cmime_release`. Never NULL for a leaf; NULL for anything else.
char *cmime_content(const cmime_part *part, size_t *length);
/// The same for a text, brought to UTF-8 from whatever character set it says it has.
char *cmime_text(const cmime_part *part);
void cmime_release(char *text);
