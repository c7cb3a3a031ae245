package org.carelay.workers;

/** What a function is written in. */
public enum Language {
  PYTHON("python", "Python", "function.py"),
  JAVASCRIPT("javascript", "JavaScript", "function.mjs"),
  JAVA("java", "Java", "Function.java");

  private final String id;
  private final String title;
  private final String fileName;

  Language(String id, String title, String fileName) {
    this.id = id;
    this.title = title;
    this.fileName = fileName;
  }

  /** As written in recipes and in the API: {@code function.python}. */
  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  /** The name that errors give to the code. */
  String fileName() {
    return fileName;
  }
}
