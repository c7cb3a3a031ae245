package org.carelay.http;

import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** How an API that answers in pages says where the next one is. */
public record Pages(
    @Describe(
            title = "Where the items are",
            help = "Names in the body with dots between; the body itself if left out.",
            example = "data.items")
        @Nullable String items,
    @Describe(
            title = "Where the next page is named",
            help =
                "Names in the body with dots between: an address, or a token for the next"
                    + " parameter. Without it the header Link with rel=next is followed.",
            example = "meta.next")
        @Nullable String next,
    @Describe(
            title = "Next parameter",
            help = "The query parameter that takes the token of the next page.",
            example = "pageToken")
        @Nullable String parameter,
    @Describe(
            title = "Most pages",
            help = "With more, the step fails rather than leave some out.",
            defaultValue = "20")
        @Nullable Integer most) {
  private static final int MOST = 20;

  int limit() {
    return most == null ? MOST : most;
  }
}
