package org.carelay.http;

import java.net.InetSocketAddress;
import java.util.Map;
import org.carelay.connector.Action;
import org.carelay.connector.Connector;
import org.carelay.connector.testkit.ConnectionContract;
import org.carelay.connector.testkit.ConnectorContract;
import org.carelay.connector.testkit.RemoteActionContract;
import org.carelay.http.TestApi.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** What every connector promises, against a real HTTP server. */
class HttpContractTest {
  private TestApi api;
  private String state = "";

  @BeforeEach
  void start() throws Exception {
    api = new TestApi();
    api.answers(
        asked -> {
          if (!asked.header("Authorization").equals("Bearer right-token")) {
            return Reply.json(401, "{}");
          }
          switch (asked.method()) {
            case "PUT" -> state = asked.body();
            case "POST" -> state += asked.body();
            default -> {}
          }
          return Reply.json(200, "{\"value\":1.50}");
        });
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpApi open(InetSocketAddress address) {
    return new HttpApi(Lab.settings(TestApi.urlOf(address)));
  }

  @Nested
  class OfTheConnector extends ConnectorContract<HttpSettings, HttpApi> {
    @Override
    protected Connector<HttpSettings, HttpApi> connector() {
      return new HttpConnector();
    }
  }

  @Nested
  class OfTheConnection extends ConnectionContract<HttpSettings, HttpApi> {
    @Override
    protected Connector<HttpSettings, HttpApi> connector() {
      return new HttpConnector();
    }

    @Override
    protected HttpSettings settings() {
      return Lab.settings(api.url(""));
    }

    @Override
    protected HttpSettings wrongSecret() {
      return Lab.signingIn(api.url(""), "wrong-token");
    }

    @Override
    protected HttpSettings at(InetSocketAddress address) {
      return Lab.settings(TestApi.urlOf(address));
    }
  }

  /** The same for each action. */
  abstract class OfAnAction<I extends Record> extends RemoteActionContract<HttpApi, I, Answer> {
    @Override
    protected HttpApi client() {
      return open(api.address());
    }

    @Override
    protected HttpApi clientAt(InetSocketAddress address) {
      return open(address);
    }

    @Override
    protected Object outside() {
      return state;
    }
  }

  @Nested
  class OfGet extends OfAnAction<HttpGet.Input> {
    @Override
    protected Action<HttpApi, HttpGet.Input, Answer> action() {
      return new HttpGet();
    }

    @Override
    protected HttpGet.Input input() throws Exception {
      return Lab.get(Map.of("url", "beds", "query", Map.of("ward", "7 b")));
    }
  }

  @Nested
  class OfPut extends OfAnAction<HttpPut.Input> {
    @Override
    protected Action<HttpApi, HttpPut.Input, Answer> action() {
      return new HttpPut();
    }

    @Override
    protected HttpPut.Input input() throws Exception {
      return Lab.put(Map.of("url", "beds/3", "body", Map.of("status", "free")));
    }
  }

  @Nested
  class OfPost extends OfAnAction<HttpPost.Input> {
    @Override
    protected Action<HttpApi, HttpPost.Input, Answer> action() {
      return new HttpPost();
    }

    @Override
    protected HttpPost.Input input() throws Exception {
      return Lab.post(Map.of("url", "notes", "body", Map.of("text", "hello")));
    }
  }
}
