package org.carelay.server.forms;

import java.util.Locale;
import org.carelay.connector.PageTrigger.Page;
import org.jspecify.annotations.Nullable;

/** What visitors are told where there is no form to show, in plain and kind words. */
enum Notice {
  CLOSED(
      "This link does not work",
      "It may have expired, or the questions may have been closed. If you would still like to"
          + " answer, please call the clinic that sent you the link.",
      "Este enlace no funciona",
      "Puede que haya caducado o que las preguntas se hayan cerrado. Si todavía quiere responder,"
          + " llame a la clínica que le envió el enlace."),
  TOO_MANY(
      "Please wait a minute",
      "There were many visits from where you are. Wait a minute, go back, and try again.",
      "Por favor, espere un minuto",
      "Hubo muchas visitas desde donde usted está. Espere un minuto, vuelva atrás e inténtelo de"
          + " nuevo."),
  BUSY(
      "Please try again soon",
      "Your answers could not be stored just now. Go back in your browser and send them again in a"
          + " minute; what you wrote is still there.",
      "Por favor, inténtelo de nuevo pronto",
      "Sus respuestas no se pudieron guardar ahora. Vuelva atrás en su navegador y envíelas otra vez"
          + " en un minuto; lo que escribió sigue ahí."),
  TOO_LARGE(
      "That is too much text",
      "Please go back, shorten your answers, and send them again.",
      "Es demasiado texto",
      "Por favor, vuelva atrás, acorte sus respuestas y envíelas de nuevo."),
  OTHER_SITE(
      "Please open the form from its link",
      "This form was sent from another website's page. Open it from the link you were given.",
      "Por favor, abra el formulario desde su enlace",
      "Este formulario se envió desde la página de otro sitio. Ábralo desde el enlace que recibió."),
  NOT_UNDERSTOOD(
      "Something went wrong",
      "What arrived was not the form. Please open the link again.",
      "Algo salió mal",
      "Lo que llegó no era el formulario. Por favor, abra el enlace de nuevo.");

  private final Page english;
  private final Page spanish;

  Notice(String title, String sentence, String titulo, String frase) {
    this.english = page("en", title, sentence);
    this.spanish = page("es", titulo, frase);
  }

  private static Page page(String language, String title, String sentence) {
    return new Page(
        language, title, "<h1>%s</h1><p class=\"words\">%s</p>".formatted(title, sentence));
  }

  /**
   * @param accepted the browser's Accept-Language
   */
  Page in(@Nullable String accepted) {
    boolean wantsSpanish =
        accepted != null && accepted.strip().toLowerCase(Locale.ROOT).startsWith("es");
    return wantsSpanish ? spanish : english;
  }
}
