package leadhub.forms.blocks;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leadhub.base.Unicode;
import leadhub.base.settings.AddressRange;
import leadhub.forms.blocks.BlockList.Kind;

/**
 * A block list, made ready once for all that it is asked: strangers decide how much there is to look through. The time for a text
 * grows with its length, and with the number of words only by its logarithm.
 */
public final class BlockFilter {
    private final List<String> domains;
    /** Without case, in order; none begins with another, which would be found first. */
    private final List<String> words;

    private final List<AddressRange> addresses;

    BlockFilter(BlockList list) {
        this.domains = list.domains().stream().map(domain -> "." + domain).toList();
        this.words = withoutLonger(
                list.words().stream().map(Unicode::key).distinct().sorted().toList());
        this.addresses = list.addresses().stream().map(AddressRange::parse).toList();
    }

    /** In order, those that begin with a word come right after it. */
    private static List<String> withoutLonger(List<String> sorted) {
        var left = new ArrayList<String>();
        for (var word : sorted) {
            if (left.isEmpty() || !word.startsWith(left.getLast())) {
                left.add(word);
            }
        }
        return List.copyOf(left);
    }

    /**
     * The first list that something sent is on.
     *
     * @param emails those among the texts
     */
    public Optional<Kind> find(String address, Collection<String> emails, Collection<String> texts) {
        if (emails.stream().anyMatch(this::hasDomain)) {
            return Optional.of(Kind.DOMAIN);
        }
        // No word has a line's end in it, so that none is found across two texts.
        if (!words.isEmpty() && hasWord(Unicode.key(String.join("\n", texts)))) {
            return Optional.of(Kind.WORD);
        }
        return hasAddress(address) ? Optional.of(Kind.ADDRESS) : Optional.empty();
    }

    private boolean hasDomain(String email) {
        var domain = "." + email.substring(email.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
        return domains.stream().anyMatch(domain::endsWith);
    }

    private boolean hasWord(String text) {
        for (var from = 0; from < text.length(); from++) {
            if (isWordAt(text, from)) {
                return true;
            }
        }
        return false;
    }

    /** As none begins with another, only the last word that isn't after what stands there can stand there. */
    private boolean isWordAt(String text, int from) {
        var low = 0;
        var high = words.size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order = compare(text, from, words.get(middle));
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return false;
    }

    /** How what stands there is ordered to a word; 0 where it begins with it. */
    private static int compare(String text, int from, String word) {
        var most = Math.min(word.length(), text.length() - from);
        for (var i = 0; i < most; i++) {
            var difference = text.charAt(from + i) - word.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return most == word.length() ? 0 : -1;
    }

    private boolean hasAddress(String address) {
        if (addresses.isEmpty()) {
            return false;
        }
        try {
            var visitor = InetAddress.ofLiteral(address);
            return addresses.stream().anyMatch(range -> range.contains(visitor));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
