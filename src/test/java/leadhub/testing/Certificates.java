package leadhub.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of a company's own, and certificates, made with the JDK's keytool as an operator would. */
public final class Certificates {
    private static final String PASSWORD = "only for tests";
    private static final String AUTHORITY = "authority";

    private final Path folder;
    private final AtomicInteger made = new AtomicInteger();

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** Makes the authority. */
    public static Certificates in(Path folder) {
        var made = new Certificates(folder);
        made.makeKey(AUTHORITY, List.of("-ext", "bc:critical=ca:true", "-ext", "ku=keyCertSign"));
        return made;
    }

    /** A certificate of the authority for a host. */
    public SSLContext forHost(String host) {
        return serving(List.of("-signer", AUTHORITY, "-ext", "san=dns:" + host));
    }

    /** One that was good until yesterday. */
    public SSLContext expiredForHost(String host) {
        return serving(
                List.of("-signer", AUTHORITY, "-ext", "san=dns:" + host, "-startdate", "-10d", "-validity", "9"));
    }

    /** One that nobody vouches for. */
    public SSLContext selfSignedForHost(String host) {
        return serving(List.of("-ext", "san=dns:" + host));
    }

    /** Options of Java with which it believes the authority besides those that it knows, as docs/operations.md says. */
    public List<String> trusting() {
        try {
            var certificate = folder.resolve("authority.pem");
            keytool(List.of("-exportcert", "-rfc", "-alias", AUTHORITY, "-file", certificate.toString()), keys());
            var trusted = folder.resolve("cacerts");
            Files.copy(Path.of(System.getProperty("java.home"), "lib/security/cacerts"), trusted);
            Program.run(
                    folder,
                    Map.of(),
                    List.of(
                            keytool(),
                            "-importcert",
                            "-noprompt",
                            "-keystore",
                            trusted.toString(),
                            "-storepass",
                            "changeit",
                            "-alias",
                            "our-mail-ca",
                            "-file",
                            certificate.toString()));
            return List.of("-Djavax.net.ssl.trustStore=" + trusted);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Believes nobody but the authority. */
    public SSLContext trustingContext() {
        try {
            var store = KeyStore.getInstance(keys().toFile(), PASSWORD.toCharArray());
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(AUTHORITY, store.getCertificate(AUTHORITY));
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private SSLContext serving(List<String> more) {
        var alias = "server-" + made.incrementAndGet();
        makeKey(alias, more);
        try {
            var store = KeyStore.getInstance(keys().toFile(), PASSWORD.toCharArray());
            for (var other : List.copyOf(java.util.Collections.list(store.aliases()))) {
                if (!other.equals(alias)) {
                    store.deleteEntry(other);
                }
            }
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private void makeKey(String alias, List<String> more) {
        var arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias));
        arguments.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + alias));
        arguments.addAll(more);
        keytool(arguments, keys());
    }

    private void keytool(List<String> arguments, Path store) {
        var command = new ArrayList<>(List.of(keytool()));
        command.addAll(arguments);
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Program.run(folder, Map.of(), command);
    }

    private Path keys() {
        return folder.resolve("keys.p12");
    }

    private static String keytool() {
        return Path.of(System.getProperty("java.home"), "bin/keytool").toString();
    }
}
