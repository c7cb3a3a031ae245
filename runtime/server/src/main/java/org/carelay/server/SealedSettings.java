package org.carelay.server;

import org.carelay.engine.store.Sealing;
import org.carelay.server.secret.SecretBox;

/** Seals what the engine stores with this installation's key. */
record SealedSettings(SecretBox box) implements Sealing {
  @Override
  public byte[] seal(byte[] plain, String about) {
    return box.seal(plain, about);
  }

  @Override
  public byte[] open(byte[] sealed, String about) {
    try {
      return box.open(sealed, about);
    } catch (SecretBox.WrongKey e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
