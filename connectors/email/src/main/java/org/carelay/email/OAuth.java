package org.carelay.email;

import java.net.URI;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** How to sign in with a token where a mail server takes no password any more (XOAUTH2). */
public record OAuth(
    @Describe(
            title = "Token address",
            help = "Where tokens are given out.",
            example = "https://login.microsoftonline.com/TENANT/oauth2/v2.0/token")
        URI tokenUrl,
    @Describe(title = "Client id", help = "Of the application registered there.") String clientId,
    @Describe(title = "Client secret", sensitivity = Sensitivity.SECRET)
        @Nullable String clientSecret,
    @Describe(
            title = "Scope",
            help = "What the token is for.",
            example = "https://outlook.office365.com/.default")
        @Nullable String scope,
    @Describe(
            title = "Refresh token",
            help = "For Google and others where a person has consented once.",
            sensitivity = Sensitivity.SECRET)
        @Nullable String refreshToken) {

  /** Without the secrets: this may end up in a log. */
  @Override
  public String toString() {
    return "OAuth[" + tokenUrl.getHost() + "]";
  }
}
