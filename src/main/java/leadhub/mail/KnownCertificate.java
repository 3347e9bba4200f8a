package leadhub.mail;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Believes a server by its certificate's hash alone, whoever vouches for it and whatever names it bears. */
public final class KnownCertificate implements X509TrustManager {
    /** As {@code openssl x509 -fingerprint -sha256} writes it, or without colons. */
    public static final String FORM = "(?i)[0-9a-f]{2}(:?[0-9a-f]{2}){31}";

    private final byte[] sha256;

    private KnownCertificate(String fingerprint) {
        this.sha256 = HexFormat.of().parseHex(fingerprint.replace(":", "").toLowerCase(Locale.ROOT));
    }

    /** @param fingerprint in the form of {@link #FORM} */
    static SSLSocketFactory sockets(String fingerprint) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new KnownCertificate(fingerprint)}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (chain.length == 0 || !MessageDigest.isEqual(sha256, hash(chain[0]))) {
            throw new CertificateException("The certificate is another one.");
        }
    }

    private static byte[] hash(X509Certificate certificate) throws CertificateException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("Nobody comes to us.");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
