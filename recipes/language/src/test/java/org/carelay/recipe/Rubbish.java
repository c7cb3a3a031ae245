package org.carelay.recipe;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What people, programs and accidents may hand in as a recipe, and what must be said about it. */
final class Rubbish {
  private Rubbish() {}

  private static final String WEBHOOK =
      "{'uses':'webhook.received','with':{'path':'p','auth':'none'}}";
  private static final String ROWS =
      "{'uses':'google-sheets.row-changed','connection':'c','with':{'spreadsheet':'s','sheet':'t','key':'Id'}}";
  private static final String SMS =
      "{'id':'t','uses':'twilio.send-sms','connection':'c','with':{'to':'{{ body.to }}','body':'x'},"
          + "'message':{'purpose':'p','subject':'s','occurrence':'o'}";

  /**
   * @param json with ' for "
   * @param expected pointers and codes, all of them, in order
   */
  record Case(String name, String json, String... expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String recipe(String trigger, String... steps) {
    return "{'version':1,'id':'r','title':'R','trigger':"
        + trigger
        + ",'steps':["
        + String.join(",", steps)
        + "]}";
  }

  static String steps(String... steps) {
    return recipe(WEBHOOK, steps);
  }

  private static Case step(String name, String step, String... expected) {
    return new Case(name, steps(step), expected);
  }

  private static Case trigger(String name, String trigger, String... expected) {
    return new Case(name, recipe(trigger, "{'id':'a','stop':'x'}"), expected);
  }

  private static Case text(String name, String expression, String expected) {
    return new Case(
        name,
        recipe(
            ROWS,
            "{'id':'q','uses':'database.query','connection':'c','with':{'sql':'s'}}",
            "{'id':'a','stop':'{{ " + expression + " }}'}"),
        "/steps/1/stop " + expected);
  }

  static Stream<Case> all() {
    return Stream.of(documents(), heads(), triggers(), uses(), messages(), flow(), expressions())
        .flatMap(List::stream);
  }

  private static List<Case> documents() {
    return List.of(
        new Case("nothing", "", " malformed-json"),
        new Case("blank", "  \n ", " malformed-json"),
        new Case("null", "null", " wrong-type"),
        new Case("a list", "[]", allMissing("wrong-type")),
        new Case("a number", "7", allMissing("wrong-type")),
        new Case("cut off", "{'version':1,", " malformed-json"),
        new Case("bytes", "\u0000\u0001", " malformed-json"),
        new Case("two documents", steps("{'id':'a','stop':'x'}") + "{}", " malformed-json"),
        new Case("trailing comma", "{'version':1,}", " malformed-json"),
        new Case("NaN", "{'version':NaN}", " malformed-json"),
        new Case("deep", "[".repeat(5_000), " malformed-json"),
        new Case(
            "a name twice", steps("{'id':'a','id':'b','stop':'x'}"), "/steps/0/id duplicate-name"),
        new Case("empty", "{}", allMissing()));
  }

  private static String[] allMissing(String... first) {
    return Stream.concat(
            Stream.of(first).map(code -> " " + code),
            Stream.of("/version", "/id", "/trigger", "/steps", "/title")
                .map(place -> place + " missing-property"))
        .toArray(String[]::new);
  }

  private static List<Case> heads() {
    var rest = "'trigger':" + WEBHOOK + ",'steps':[{'id':'a','stop':'x'}]}";
    return List.of(
        new Case(
            "version as text",
            "{'version':'1','id':'r','title':'R'," + rest,
            "/version unsupported-version"),
        new Case(
            "version 2",
            "{'version':2,'id':'r','title':'R'," + rest,
            "/version unsupported-version"),
        new Case("bad id", "{'version':1,'id':'My Recipe','title':'R'," + rest, "/id bad-id"),
        new Case("id a number", "{'version':1,'id':5,'title':'R'," + rest, "/id wrong-type"),
        new Case(
            "blank title", "{'version':1,'id':'r','title':' '," + rest, "/title missing-property"),
        new Case(
            "bad zone",
            "{'version':1,'id':'r','title':'R','zone':'New York'," + rest,
            "/zone wrong-type"),
        new Case(
            "unknown property",
            "{'version':1,'id':'r','title':'R','onFail':[]," + rest,
            "/onFail unknown-property"),
        new Case(
            "policy",
            "{'version':1,'id':'r','title':'R','policy':{'retries':{},'deadline':'P1M',"
                + "'concurrency':{'limit':0,'overflow':'explode'},'hold':{'over':'many'},"
                + "'retry':{'attempts':0}},"
                + rest,
            "/policy/retry invalid-value",
            "/policy/concurrency/limit out-of-range",
            "/policy/concurrency/overflow wrong-type",
            "/policy/deadline wrong-type",
            "/policy/hold/over wrong-type",
            "/policy/retries unknown-property"),
        new Case("no steps", recipe(WEBHOOK), "/steps missing-property"),
        new Case(
            "steps an object",
            "{'version':1,'id':'r','title':'R','trigger':" + WEBHOOK + ",'steps':{}}",
            "/steps wrong-type"));
  }

  private static List<Case> triggers() {
    return List.of(
        trigger("a text", "'cron'", "/trigger wrong-type", "/trigger/uses missing-property"),
        trigger("unknown", "{'uses':'webhook.recieved'}", "/trigger/uses unknown-trigger"),
        trigger("an action", "{'uses':'email.send'}", "/trigger/uses unknown-trigger"),
        trigger(
            "webhook without auth",
            "{'uses':'webhook.received','with':{'path':'p'}}",
            "/trigger/with/auth missing-property"),
        trigger(
            "webhook with rubbish auth",
            "{'uses':'webhook.received','with':{'path':'p','auth':'open'}}",
            "/trigger/with/auth invalid-value"),
        trigger(
            "webhook with unknown auth",
            "{'uses':'webhook.received','with':{'path':'p','auth':{'hmca':{'header':'h'}}}}",
            "/trigger/with/auth/hmca unknown-property"),
        trigger(
            "cron that never fires",
            "{'uses':'schedule.cron','with':{'cron':'never'}}",
            "/trigger/with/cron cron-never-fires"),
        trigger(
            "wrong types",
            "{'uses':'google-sheets.row-changed','connection':'c','with':{'spreadsheet':{},'sheet':[],'key':[{}],"
                + "'settle':'soon','wacth':1}}",
            "/trigger/with/wacth unknown-property",
            "/trigger/with/spreadsheet wrong-type",
            "/trigger/with/sheet wrong-type",
            "/trigger/with/key/0 wrong-type",
            "/trigger/with/settle wrong-type"),
        trigger(
            "no connection",
            "{'uses':'database.row-changed','with':{'table':'t'}}",
            "/trigger/connection missing-connection"),
        trigger(
            "useless connection",
            "{'uses':'schedule.cron','connection':'c','with':{'cron':'x'}}",
            "/trigger/connection connection-not-used"),
        trigger(
            "template",
            "{'uses':'webhook.received','with':{'path':'{{ body.x }}','auth':'none'}}",
            "/trigger/with/path template-not-here"),
        trigger(
            "bad dedupe",
            "{'uses':'webhook.received','with':{'path':'p','auth':'none','dedupe':'boddy.id'}}",
            "/trigger/with/dedupe unknown-name"),
        trigger(
            "bad when and start",
            "{'uses':'webhook.received','with':{'path':'p','auth':'none'},'when':'row.x =','startFrom':'then'}",
            "/trigger/when expression-syntax",
            "/trigger/startFrom wrong-type"));
  }

  private static List<Case> uses() {
    return List.of(
        step("nothing to do", "{'id':'a'}", "/steps/0 unknown-step"),
        step(
            "no object",
            "'a'",
            "/steps/0 wrong-type",
            "/steps/0/id missing-property",
            "/steps/0 unknown-step"),
        step(
            "unknown action",
            "{'id':'a','uses':'twilio.send-sns'}",
            "/steps/0/uses unknown-action"),
        step("a trigger", "{'id':'a','uses':'schedule.cron'}", "/steps/0/uses unknown-action"),
        step("no id", "{'stop':'x'}", "/steps/0/id missing-property"),
        step("bad id", "{'id':'1 a','stop':'x'}", "/steps/0/id bad-id"),
        new Case(
            "duplicate ids across branches",
            steps(
                "{'id':'a','stop':'x'}",
                "{'id':'p','parallel':[[{'id':'a','stop':'x'}],[{'id':'a','stop':'x'}]]}"),
            "/steps/1/parallel/0/0/id duplicate-id",
            "/steps/1/parallel/1/0/id duplicate-id"),
        step(
            "inputs",
            "{'id':'a','uses':'database.query','connection':'c','with':{'sgl':'x','limit':'ten'}}",
            "/steps/0/with/sgl unknown-property",
            "/steps/0/with/sql missing-property",
            "/steps/0/with/limit wrong-type"),
        step(
            "a template stands for a value",
            "{'id':'a','uses':'database.query','connection':'c','with':{'sql':'x','limit':'{{ 10 }}'}}"),
        step(
            "a mixed text is a text",
            "{'id':'a','uses':'database.insert','connection':'c','with':{'table':'x','values':'{{ body }}','key':['{{ 1']}}",
            "/steps/0/with/key/0 template-not-closed"),
        step(
            "name with template",
            "{'id':'a','uses':'database.insert','connection':'c','with':{'table':'x','values':{'{{ body.x }}':1}}}",
            "/steps/0/with/values/{{ body.x }} template-in-name"),
        step(
            "flow words on an action",
            "{'id':'a','uses':'database.query','connection':'c','with':{'sql':'x'},'steps':[],'timout':'PT1S'}",
            "/steps/0/steps unknown-property",
            "/steps/0/timout unknown-property"),
        step(
            "retry and onError",
            "{'id':'a','uses':'database.query','connection':'c','with':{'sql':'x'},'timeout':'PT0S',"
                + "'retry':{'attemps':3,'delay':5,'factor':0.5},'onError':'retry'}",
            "/steps/0/retry/attemps unknown-property",
            "/steps/0/retry/delay wrong-type",
            "/steps/0/timeout out-of-range",
            "/steps/0/onError wrong-type"),
        step(
            "no connection",
            "{'id':'a','uses':'database.query','with':{'sql':'x'}}",
            "/steps/0/connection missing-connection"));
  }

  private static List<Case> messages() {
    return List.of(
        step("sound", SMS + "}"),
        step(
            "no message",
            "{'id':'t','uses':'twilio.send-sms','connection':'c','with':{'to':'1','body':'x'}}",
            "/steps/0/message missing-message"),
        step(
            "empty message",
            "{'id':'t','uses':'twilio.send-sms','connection':'c','with':{'to':'1','body':'x'},'message':{}}",
            "/steps/0/message/purpose missing-property",
            "/steps/0/message/occurrence missing-property",
            "/steps/0/message/subject missing-subject"),
        step(
            "wrong message",
            "{'id':'t','uses':'twilio.send-sms','connection':'c','with':{'to':'1','body':'x'},'message':"
                + "{'purpose':'{{ body.p }}','subject':7,'occurrence':' ','expire':'PT1H','expires':'-PT1H','recheck':'{{ body.ok }}'}}",
            "/steps/0/message/purpose template-not-here",
            "/steps/0/message/subject wrong-type",
            "/steps/0/message/occurrence missing-property",
            "/steps/0/message/expires out-of-range",
            "/steps/0/message/recheck braces-not-needed",
            "/steps/0/message/expire unknown-property"),
        step(
            "message on what reaches nobody",
            "{'id':'a','uses':'database.query','connection':'c','with':{'sql':'x'},'message':{'purpose':'p','subject':'s','occurrence':'o'}}",
            "/steps/0/message message-not-used"));
  }

  private static String nested(int depth) {
    return IntStream.range(0, depth)
        .mapToObj(i -> "{'id':'n" + i + "','forEach':'{{ body }}','steps':[")
        .collect(Collectors.joining("", "", "{'id':'s','stop':'x'}" + "]}".repeat(depth)));
  }

  private static List<Case> flow() {
    return List.of(
        step("nesting to 8", nested(7)),
        step(
            "nesting to 9",
            nested(8),
            "/steps/0" + "/steps/0".repeat(7) + "/steps nested-too-deep"),
        new Case(
            "201 steps",
            steps(
                IntStream.range(0, 201)
                    .mapToObj(i -> "{'id':'s" + i + "','stop':'x'}")
                    .collect(Collectors.joining(","))),
            "/steps too-many-steps"),
        step(
            "choose",
            "{'id':'a','choose':[{'wen':'true','steps':[]},{'when':'{{ true }}'}],'otherwise':{}}",
            "/steps/0/choose/0/when missing-property",
            "/steps/0/choose/0/wen unknown-property",
            "/steps/0/choose/1/when braces-not-needed",
            "/steps/0/choose/1/steps missing-property",
            "/steps/0/otherwise wrong-type"),
        step("choose nothing", "{'id':'a','choose':[]}", "/steps/0/choose missing-property"),
        step(
            "forEach",
            "{'id':'a','forEach':'rows','as':'an item','parallel':0}",
            "/steps/0/forEach not-a-list",
            "/steps/0/as bad-id",
            "/steps/0/parallel out-of-range",
            "/steps/0/steps missing-property"),
        step("parallel", "{'id':'a','parallel':[{}]}", "/steps/0/parallel/0 wrong-type"),
        step("wait", "{'id':'a','wait':'2h'}", "/steps/0/wait wrong-type"),
        step("wait a month", "{'id':'a','wait':'P1M'}", "/steps/0/wait wrong-type"),
        step("wait until", "{'id':'a','wait':{}}", "/steps/0/wait/until missing-property"),
        step(
            "waitFor",
            "{'id':'a','waitFor':{'rely':{}}}",
            "/steps/0/waitFor missing-property",
            "/steps/0/waitFor/rely unknown-property"),
        step(
            "waitFor form",
            "{'id':'a','waitFor':{'form':{'invitations':'x'},'timeout':'soon'}}",
            "/steps/0/waitFor/form/invitations unknown-property",
            "/steps/0/waitFor/form/invitation missing-property",
            "/steps/0/waitFor/timeout wrong-type"),
        step(
            "waitFor webhook",
            "{'id':'a','waitFor':{'webhook':{'uses':'no.such','find':'body.x'}}}",
            "/steps/0/waitFor/webhook/uses unknown-trigger",
            "/steps/0/waitFor/webhook/with missing-property",
            "/steps/0/waitFor/webhook/match missing-property",
            "/steps/0/waitFor/webhook/equals missing-property",
            "/steps/0/waitFor/webhook/find unknown-property"),
        step(
            "waitFor webhook, names",
            "{'id':'a','waitFor':{'webhook':{'with':{'path':'{{ now }}','auth':'none'},'match':'steps.q.x','equals':'{{ bodi.x }}'}}}",
            "/steps/0/waitFor/webhook/with/path template-not-here",
            "/steps/0/waitFor/webhook/match unknown-name",
            "/steps/0/waitFor/webhook/equals unknown-name"),
        step("stop", "{'id':'a','stop':true}", "/steps/0/stop wrong-type"));
  }

  private static List<Case> expressions() {
    return List.of(
        text("does not parse", "row.", "expression-syntax"),
        text("unknown function", "$uppercas(row.x)", "unknown-function"),
        text("unknown name", "rows.x", "unknown-name"),
        text("unknown step", "steps.qq.rows", "unknown-name"),
        text("itself", "steps.a.x", "unknown-name"),
        text("unknown output", "steps.q.row", "unknown-name"),
        text("below a number", "steps.q.count.x", "unknown-name"),
        text("below now", "now.hour", "unknown-name"),
        new Case(
            "later, and in another branch",
            steps(
                "{'id':'a','stop':'{{ steps.b.x }}'}",
                "{'id':'p','parallel':[[{'id':'l','stop':'x'}],[{'id':'b','stop':'{{ steps.l }}'}]]}",
                "{'id':'f','forEach':'{{ body }}','steps':[{'id':'i','stop':'{{ item.x }}'}]}",
                "{'id':'z','stop':'{{ steps.i }}{{ item.x }}{{ steps.l }}{{ error }}'}"),
            "/steps/0/stop unknown-name",
            "/steps/1/parallel/1/0/stop unknown-name",
            "/steps/3/stop unknown-name",
            "/steps/3/stop unknown-name",
            "/steps/3/stop unknown-name"),
        new Case(
            "a name with a hyphen",
            steps("{'id':'a-b','stop':'x'}", "{'id':'c','stop':'{{ steps.a-b.x }}'}"),
            "/steps/1/stop unknown-name",
            "/steps/1/stop unknown-name"),
        new Case(
            "too long",
            steps("{'id':'c','if':'" + "1+".repeat(20_000) + "1','stop':'x'}"),
            "/steps/0/if expression-too-long"),
        new Case(
            "too deep",
            steps("{'id':'c','if':'" + "(".repeat(9_000) + "','stop':'x'}"),
            "/steps/0/if expression-syntax"));
  }
}
