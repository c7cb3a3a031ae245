package org.carelay.webhook;

import java.util.Map;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** What a post puts in scope. */
public record ReceivedEvent(
    @Describe(
            title = "Body",
            help =
                "What was posted: JSON and forms as values, text as text, anything else as base64.",
            sensitivity = Sensitivity.PERSONAL)
        @Nullable Object body,
    @Describe(
            title = "Headers",
            help = "Names in lower case; without credentials, cookies and signatures.")
        Map<String, Object> headers,
    @Describe(title = "Query", help = "The parameters in the address.") Map<String, Object> query,
    @Describe(title = "Method", example = "POST") String method) {}
