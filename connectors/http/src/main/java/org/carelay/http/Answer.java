package org.carelay.http;

import java.util.List;
import java.util.Map;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** What the API answered. */
record Answer(
    @Describe(title = "Status", example = "200") int status,
    @Describe(title = "Headers", help = "Names in lower case; without cookies.")
        Map<String, String> headers,
    @Describe(
            title = "Body",
            help = "JSON as values, text as text, anything else as base64; of the last page.",
            sensitivity = Sensitivity.PERSONAL)
        @Nullable Object body,
    @Describe(
            title = "Items",
            help = "Where the step says where a page's items are: those of all pages, in order.",
            sensitivity = Sensitivity.PERSONAL)
        @Nullable List<Object> items,
    @Describe(title = "Pages", help = "How many were read.", example = "1") int pages) {}
