#pragma once

#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/* curl_easy_setopt and friends are variadic, which Swift doesn't import: one typed door for each kind of value. */

static inline CURLcode ccurl_set_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode ccurl_set_offset(CURL *h, CURLoption o, curl_off_t v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode ccurl_set_string(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode ccurl_set_pointer(CURL *h, CURLoption o, void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode ccurl_set_list(CURL *h, CURLoption o, struct curl_slist *v) { return curl_easy_setopt(h, o, v); }

typedef size_t (*ccurl_io)(char *, size_t, size_t, void *);
static inline CURLcode ccurl_set_io(CURL *h, CURLoption o, ccurl_io f) { return curl_easy_setopt(h, o, f); }
static inline CURLcode ccurl_set_opensocket(CURL *h, curl_opensocket_callback f) {
  return curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, f);
}
static inline CURLcode ccurl_set_progress(CURL *h, curl_xferinfo_callback f) {
  return curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, f);
}
static inline CURLcode ccurl_set_prereq(CURL *h, curl_prereq_callback f) {
  return curl_easy_setopt(h, CURLOPT_PREREQFUNCTION, f);
}

static inline CURLcode ccurl_info_long(CURL *h, CURLINFO i, long *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode ccurl_info_offset(CURL *h, CURLINFO i, curl_off_t *v) { return curl_easy_getinfo(h, i, v); }

static inline CURLMcode ccurl_multi_set_long(CURLM *m, CURLMoption o, long v) { return curl_multi_setopt(m, o, v); }
static inline CURLcode ccurl_message_result(const CURLMsg *m) { return m->data.result; }

/* The address libcurl is about to connect to, in network order: 4 or 16 bytes; 0 when it isn't an IP address. */
static inline int ccurl_address(const struct curl_sockaddr *a, unsigned char out[16]) {
  if (a->family == AF_INET) {
    memcpy(out, &((const struct sockaddr_in *)&a->addr)->sin_addr, 4);
    return 4;
  }
  if (a->family == AF_INET6) {
    memcpy(out, &((const struct sockaddr_in6 *)&a->addr)->sin6_addr, 16);
    return 16;
  }
  return 0;
}

static inline curl_socket_t ccurl_open(const struct curl_sockaddr *a) {
  return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}
