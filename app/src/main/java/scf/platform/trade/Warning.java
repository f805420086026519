package scf.platform.trade;

/// What was read but not understood, or understood with a doubt. It refuses nothing.
///
/// @param field the element's path in XML, the JSON pointer in rows
public record Warning(String code, String field, String message) {}
