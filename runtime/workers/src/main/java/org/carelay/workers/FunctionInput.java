package org.carelay.workers;

import java.time.Duration;
import java.util.List;
import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** What a function step says. */
public record FunctionInput(
    @Describe(
            title = "Code",
            help = "A function named handle that takes the input and returns the step's output.",
            verbatim = true,
            widget = "code")
        @Nullable String code,
    @Describe(
            title = "File",
            help = "The name of a code file that the site keeps, instead of the code itself.",
            example = "clean_phone.py",
            verbatim = true)
        @Nullable String file,
    @Describe(
            title = "Input",
            help = "What the function gets as its event. Nothing else reaches it.")
        @Nullable Object input,
    @Describe(
            title = "Timeout",
            help = "The function is ended when it takes longer.",
            defaultValue = "PT10S")
        @Nullable Duration timeout,
    @Describe(
            title = "Memory",
            help = "The most it may use, such as 128 MiB or 1 GiB.",
            defaultValue = "128 MiB")
        @Nullable MemorySize memory,
    @Describe(
            title = "Network",
            help = "The hosts it may reach. Without any it has no network at all.",
            example = "api.example.org")
        @Nullable List<String> network,
    @Describe(
            title = "Packages",
            help = "The name of an environment of packages that the site has set up.",
            example = "reports")
        @Nullable String requirements,
    @Describe(
            title = "Isolation",
            help =
                "shared: calls of this step may find what earlier ones left in global variables;"
                    + " fresh: every call starts a process of its own.",
            defaultValue = "shared")
        @Nullable Isolation isolation) {}
