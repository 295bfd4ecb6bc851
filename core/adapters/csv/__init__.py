"""Files a person hands us: CSV and Parquet with Tushare's column names, and what can be derived where one lacks."""
