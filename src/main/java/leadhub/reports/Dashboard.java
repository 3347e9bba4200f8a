package leadhub.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reports beside one another.
 *
 * @param userId whose it is; null for a program's
 * @param isShared whether everybody in the workspace sees it
 * @param tiles in their order
 */
public record Dashboard(
        long id,
        @Nullable Long userId,
        String name,
        boolean isShared,
        List<Tile> tiles,
        Instant createdAt,
        Instant updatedAt) {
    public static final int MOST_CHARACTERS = 60;
    /** As many as somebody can look at. */
    public static final int MOST_TILES = 12;

    public Optional<Tile> tile(long tileId) {
        return tiles.stream().filter(tile -> tile.id() == tileId).findFirst();
    }

    Dashboard with(String otherName, boolean isSharedNow, List<Tile> others, Instant now) {
        return new Dashboard(id, userId, otherName, isSharedNow, numbered(others), createdAt, now);
    }

    /** Those that are new get numbers that none has had, as far as is known. */
    private List<Tile> numbered(List<Tile> others) {
        var last = tiles.stream().mapToLong(Tile::id).max().orElse(id * Tile.MOST_IDS);
        var numbered = new ArrayList<Tile>();
        for (var tile : others) {
            numbered.add(tile.id() == 0 ? tile.numbered(++last) : tile);
        }
        return List.copyOf(numbered);
    }
}
