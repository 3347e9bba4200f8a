package leadhub.forms.files;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.base.settings.ObjectStore;

/** Signs requests to a store as version 4 of Amazon's signatures says it ("Authenticating Requests", Amazon S3 API reference). */
final class S3Signer {
    /** The hash of no body. */
    static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String METHOD = "AWS4-HMAC-SHA256";

    private final ObjectStore store;

    S3Signer(ObjectStore store) {
        this.store = store;
    }

    /**
     * The headers that a request needs beside its own.
     *
     * @param url its query in the order of its names, encoded
     * @param headers its own, which are signed too
     * @param bodyHash SHA-256 in hexadecimal
     */
    Map<String, String> sign(String method, URI url, Map<String, String> headers, String bodyHash, Instant now) {
        var time = TIME.format(now);
        var scope = time.substring(0, 8) + "/" + store.region() + "/s3/aws4_request";
        var signed = new TreeMap<String, String>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        signed.put("host", url.getRawAuthority());
        signed.put("x-amz-content-sha256", bodyHash);
        signed.put("x-amz-date", time);
        var names = String.join(";", signed.keySet());
        var lines = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        var query = url.getRawQuery() == null ? "" : url.getRawQuery();
        var request = String.join("\n", method, url.getRawPath(), query, lines, names, bodyHash);
        var text = String.join("\n", METHOD, time, scope, hash(request.getBytes(StandardCharsets.UTF_8)));
        var signature = HexFormat.of().formatHex(hmac(key(time.substring(0, 8)), text));
        return Map.of(
                "x-amz-content-sha256",
                bodyHash,
                "x-amz-date",
                time,
                "Authorization",
                METHOD + " Credential=" + store.accessKey() + "/" + scope + ",SignedHeaders=" + names + ",Signature="
                        + signature);
    }

    private byte[] key(String day) {
        var key = ("AWS4" + store.secretKey()).getBytes(StandardCharsets.UTF_8);
        for (var part : new String[] {day, store.region(), "s3", "aws4_request"}) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }
}
