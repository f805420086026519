package scf.platform.trade;

import java.util.List;

/// What becomes of a file that is handed in.
public sealed interface Importing {

    /// The file is one document.
    record One(Filing filing) implements Importing {}

    /// The file may hold several: each is filed or refused by itself, and what is right stays.
    record Several(List<Item> items) implements Importing {}

    /// One document of several.
    ///
    /// @param place where in the file it stands: an element's path, or the rows
    record Item(String place, Filing filing) {}
}
