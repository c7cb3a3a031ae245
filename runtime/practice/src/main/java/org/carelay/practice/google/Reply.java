package org.carelay.practice.google;

import com.fasterxml.jackson.databind.JsonNode;

/** An HTTP answer with a JSON body. */
record Reply(int status, JsonNode body) {}
