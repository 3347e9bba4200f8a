package leadhub.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import leadhub.base.Json;
import tools.jackson.databind.node.ObjectNode;

/** Does the work that a challenge asks for, written for itself after what ALTCHA says. */
public final class ProofOfWork {
    private ProofOfWork() {}

    /** Of all parts one after the other. */
    public static byte[] sha256(byte[]... parts) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                hash.update(part);
            }
            return hash.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a browser does: it knows nothing but what the challenge says. */
    public static String of(ObjectNode challenge) {
        var parameters = challenge.get("parameters");
        var nonce = HexFormat.of().parseHex(parameters.get("nonce").stringValue());
        var salt = HexFormat.of().parseHex(parameters.get("salt").stringValue());
        for (var counter = 0; ; counter++) {
            var key = sha256(salt, nonce, ByteBuffer.allocate(4).putInt(counter).array());
            for (var round = 1; round < parameters.get("cost").intValue(); round++) {
                key = sha256(key);
            }
            var hex = HexFormat.of().formatHex(key);
            if (hex.startsWith(parameters.get("keyPrefix").stringValue())) {
                return payload(challenge, counter, hex);
            }
        }
    }

    /** What is sent, right or wrong. */
    public static String payload(ObjectNode challenge, int counter, String key) {
        var payload = Json.MAPPER.createObjectNode();
        payload.set("challenge", challenge);
        payload.putObject("solution").put("counter", counter).put("derivedKey", key);
        return Base64.getEncoder().encodeToString(Json.write(payload).getBytes(StandardCharsets.UTF_8));
    }
}
