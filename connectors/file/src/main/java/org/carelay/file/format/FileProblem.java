package org.carelay.file.format;

/** A file that cannot be read, or not to its end; the message says where and quotes nothing. */
public final class FileProblem extends Exception {
  private static final long serialVersionUID = 1;
  private final String code;

  public FileProblem(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
