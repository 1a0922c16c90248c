#include "CMIME.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <string.h>

struct cmime_message {
  GMimeMessage *message;
  GPtrArray *from;
};

static pthread_once_t is_ready = PTHREAD_ONCE_INIT;

static void make_ready(void) { g_mime_init(); }

static GMimeObject *object(const cmime_part *part) { return (GMimeObject *)part; }

/* Groups may hold groups; nobody writes that. */
static void collect(InternetAddressList *list, GPtrArray *into, int depth) {
  for (int i = 0; list != NULL && i < internet_address_list_length(list); i++) {
    InternetAddress *address = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_MAILBOX(address)) {
      const char *bare = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
      if (bare != NULL) g_ptr_array_add(into, g_strdup(bare));
    } else if (INTERNET_ADDRESS_IS_GROUP(address) && depth < 4) {
      collect(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)), into, depth + 1);
    }
  }
}

cmime_message *cmime_read(const char *bytes, size_t length) {
  pthread_once(&is_ready, make_ready);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
  g_object_unref(parser);
  g_object_unref(stream);
  if (message == NULL) return NULL;
  cmime_message *result = g_new0(cmime_message, 1);
  result->message = message;
  result->from = g_ptr_array_new_with_free_func(g_free);
  collect(g_mime_message_get_from(message), result->from, 0);
  return result;
}

void cmime_free(cmime_message *message) {
  g_ptr_array_free(message->from, TRUE);
  g_object_unref(message->message);
  g_free(message);
}

static GMimeHeader *header(const cmime_message *message, int index) {
  GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(message->message));
  if (index < 0 || index >= g_mime_header_list_get_count(list)) return NULL;
  return g_mime_header_list_get_header_at(list, index);
}

const char *cmime_header_name(const cmime_message *message, int index) {
  GMimeHeader *found = header(message, index);
  return found == NULL ? NULL : g_mime_header_get_name(found);
}

char *cmime_header_value(const cmime_message *message, int index) {
  GMimeHeader *found = header(message, index);
  const char *value = found == NULL ? NULL : g_mime_header_get_value(found);
  return value == NULL ? g_strdup("") : g_utf8_make_valid(value, -1);
}

const char *cmime_from(const cmime_message *message, int index) {
  if (index < 0 || (guint)index >= message->from->len) return NULL;
  return g_ptr_array_index(message->from, index);
}

const cmime_part *cmime_body(const cmime_message *message) {
  return (const cmime_part *)g_mime_message_get_mime_part(message->message);
}

const cmime_part *cmime_child(const cmime_part *part, int index) {
  if (index < 0) return NULL;
  if (GMIME_IS_MULTIPART(object(part))) {
    GMimeMultipart *multipart = GMIME_MULTIPART(object(part));
    if (index >= g_mime_multipart_get_count(multipart)) return NULL;
    return (const cmime_part *)g_mime_multipart_get_part(multipart, index);
  }
  if (GMIME_IS_MESSAGE_PART(object(part)) && index == 0) {
    GMimeMessage *inside = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object(part)));
    return inside == NULL ? NULL : (const cmime_part *)g_mime_message_get_mime_part(inside);
  }
  return NULL;
}

const char *cmime_inner_id(const cmime_part *part) {
  if (!GMIME_IS_MESSAGE_PART(object(part))) return NULL;
  GMimeMessage *inside = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object(part)));
  return inside == NULL ? NULL : g_mime_message_get_message_id(inside);
}

char *cmime_type(const cmime_part *part) {
  GMimeContentType *type = g_mime_object_get_content_type(object(part));
  if (type == NULL) return g_strdup("application/octet-stream");
  char *whole = g_mime_content_type_get_mime_type(type);
  char *small = g_ascii_strdown(whole, -1);
  g_free(whole);
  char *valid = g_utf8_make_valid(small, -1);
  g_free(small);
  return valid;
}

const char *cmime_parameter(const cmime_part *part, const char *name) {
  GMimeContentType *type = g_mime_object_get_content_type(object(part));
  return type == NULL ? NULL : g_mime_content_type_get_parameter(type, name);
}

bool cmime_is_attachment(const cmime_part *part) {
  const char *disposition = g_mime_object_get_disposition(object(part));
  return disposition != NULL && g_ascii_strcasecmp(disposition, "attachment") == 0;
}

const char *cmime_filename(const cmime_part *part) {
  return GMIME_IS_PART(object(part)) ? g_mime_part_get_filename(GMIME_PART(object(part))) : NULL;
}

char *cmime_content(const cmime_part *part, size_t *length) {
  *length = 0;
  if (!GMIME_IS_PART(object(part))) return NULL;
  GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(object(part)));
  if (content == NULL) return g_strdup("");
  GMimeStream *stream = g_mime_stream_mem_new();
  g_mime_data_wrapper_write_to_stream(content, stream);
  GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
  char *copy = g_malloc(bytes->len + 1);
  memcpy(copy, bytes->data == NULL ? (const guint8 *)"" : bytes->data, bytes->len);
  copy[bytes->len] = 0;
  *length = bytes->len;
  g_object_unref(stream);
  return copy;
}

char *cmime_text(const cmime_part *part) {
  if (!GMIME_IS_TEXT_PART(object(part))) return NULL;
  char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(object(part)));
  if (text == NULL) return g_strdup("");
  char *valid = g_utf8_make_valid(text, -1);
  g_free(text);
  return valid;
}

void cmime_release(char *text) { g_free(text); }
