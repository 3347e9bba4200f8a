package leadhub.cli;

import java.security.SecureRandom;

/** A password that people can read out: four groups of four letters, 80 random bits. */
final class GeneratedPassword {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;

    private GeneratedPassword() {}

    static String next() {
        var password = new StringBuilder();
        for (var i = 0; i < GROUPS * GROUP; i++) {
            password.append(i > 0 && i % GROUP == 0 ? "-" : "")
                    .append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
