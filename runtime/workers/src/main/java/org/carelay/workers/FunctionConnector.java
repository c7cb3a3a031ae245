package org.carelay.workers;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.NoSettings;

/** Function steps: a few lines of Python, JavaScript or Java between a trigger and a binding. */
public final class FunctionConnector implements Connector<NoSettings, Client> {
  private final Supplier<Functions> functions;

  /** For {@link java.util.ServiceLoader}: default settings, opened when first needed. */
  public FunctionConnector() {
    this(DefaultFunctions::instance);
  }

  /** For a runtime that has settings for functions. */
  public FunctionConnector(Functions functions) {
    this(() -> functions);
  }

  private FunctionConnector(Supplier<Functions> functions) {
    this.functions = functions;
  }

  private static final class DefaultFunctions {
    private static final Functions INSTANCE = open();

    private static Functions open() {
      var functions = Functions.open(FunctionSettings.defaults());
      Runtime.getRuntime().addShutdownHook(new Thread(functions::close, "functions-close"));
      return functions;
    }

    static Functions instance() {
      return INSTANCE;
    }
  }

  @Override
  public About about() {
    return new About(
        "function",
        "Function",
        "A few lines of your own in Python, JavaScript or Java, run apart from everything else.");
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Client open(NoSettings settings, ConnectionContext context) {
    return Client.NONE;
  }

  @Override
  public String test(Client client) {
    return "Functions need no connection.";
  }

  @Override
  public List<Action<Client, FunctionInput, Object>> actions() {
    return Arrays.stream(Language.values())
        .<Action<Client, FunctionInput, Object>>map(
            language -> new FunctionAction(language, functions))
        .toList();
  }
}
