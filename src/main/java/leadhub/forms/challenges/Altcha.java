package leadhub.forms.challenges;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.base.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arithmetic of ALTCHA, version 2: a challenge names a nonce, a salt and how the key begins that is derived of them and a
 * counter; whoever solves it looks for the counter.
 */
final class Altcha {
    static final String SHA_256 = "SHA-256";
    static final String PBKDF2 = "PBKDF2/SHA-256";
    private static final String HMAC = "HmacSHA256";

    private Altcha() {}

    /** The key of a counter: as many rounds as the challenge's cost, cut to its length. */
    static byte[] derive(JsonNode parameters, int counter) {
        var nonce = bytes(parameters.path("nonce").stringValue());
        var salt = bytes(parameters.path("salt").stringValue());
        var password = ByteBuffer.allocate(nonce.length + Integer.BYTES)
                .put(nonce)
                .putInt(counter)
                .array();
        var cost = Math.max(1, parameters.path("cost").intValue());
        var key = parameters.path("algorithm").stringValue().equals(PBKDF2)
                ? stretched(password, salt, cost)
                : hashed(password, salt, cost);
        return Arrays.copyOf(key, parameters.path("keyLength").intValue());
    }

    private static byte[] hashed(byte[] password, byte[] salt, int rounds) {
        try {
            var hash = MessageDigest.getInstance(SHA_256);
            hash.update(salt);
            var key = hash.digest(password);
            for (var round = 1; round < rounds; round++) {
                key = hash.digest(key);
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first block of PBKDF2 (RFC 8018), whose password is bytes and no text. */
    private static byte[] stretched(byte[] password, byte[] salt, int rounds) {
        var block = hmac(password, ByteBuffer.allocate(salt.length + Integer.BYTES).put(salt).putInt(1).array());
        var key = block.clone();
        for (var round = 1; round < rounds; round++) {
            block = hmac(password, block);
            for (var place = 0; place < key.length; place++) {
                key[place] ^= block[place];
            }
        }
        return key;
    }

    /** Whether a key begins as the challenge wants it. */
    static boolean fits(JsonNode parameters, byte[] key) {
        return HexFormat.of().formatHex(key).startsWith(parameters.path("keyPrefix").stringValue());
    }

    /** Whether a solution is one: its key is that of its counter, and begins as it has to. */
    static boolean isSolved(JsonNode parameters, int counter, String derivedKey) {
        var key = derive(parameters, counter);
        return fits(parameters, key)
                && MessageDigest.isEqual(
                        HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII),
                        derivedKey.getBytes(StandardCharsets.UTF_8));
    }

    /** The signature of a challenge, over its parameters in one spelling. */
    static String signature(byte[] secret, ObjectNode parameters) {
        return HexFormat.of().formatHex(hmac(secret, canonical(parameters).getBytes(StandardCharsets.UTF_8)));
    }

    /** With its members in order and without those that are null. */
    static String canonical(ObjectNode parameters) {
        return Json.write(sorted(parameters));
    }

    private static JsonNode sorted(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var members = new TreeMap<String, JsonNode>();
        object.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
        var sorted = object.objectNode();
        members.forEach(sorted::set);
        return sorted;
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
