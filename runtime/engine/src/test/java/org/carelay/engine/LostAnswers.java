package org.carelay.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A database whose answer to a commit is lost on the way when a test says so. */
final class LostAnswers {
  private final AtomicBoolean next = new AtomicBoolean();

  /** The next commit is made, and nobody hears of it. */
  void loseNext() {
    next.set(true);
  }

  private final AtomicReference<String> breaking = new AtomicReference<>("");

  /** The connection breaks when the next statement with these words is prepared. */
  void breakAt(String words) {
    breaking.set(words);
  }

  DataSource between(DataSource database) {
    return proxy(
        DataSource.class,
        (_, method, arguments) -> {
          var answer = called(method, database, arguments);
          return answer instanceof Connection connection
              ? proxy(Connection.class, (_, m, a) -> answered(m, connection, a))
              : answer;
        });
  }

  private Object answered(Method method, Connection connection, Object[] arguments)
      throws Throwable {
    var words = breaking.get();
    if (!words.isEmpty()
        && method.getName().equals("prepareStatement")
        && String.valueOf(arguments[0]).contains(words)
        && breaking.compareAndSet(words, "")) {
      throw new SQLException("The connection broke.", "08006");
    }
    var answer = called(method, connection, arguments);
    if (method.getName().equals("commit") && next.getAndSet(false)) {
      throw new SQLException("The connection broke.", "08006");
    }
    return answer;
  }

  private static Object called(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> kind, InvocationHandler handler) {
    return kind.cast(
        Proxy.newProxyInstance(LostAnswers.class.getClassLoader(), new Class<?>[] {kind}, handler));
  }
}
