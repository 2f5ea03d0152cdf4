package io.github.blueskyspark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.DataKey;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'dtype': 'number'}; double",
        "{'dtype': 'integer'}; bigint",
        "{'dtype': 'string'}; string",
        "{'dtype': 'boolean'}; boolean",
        "{'dtype': 'array'}; array<double>",
        "{'dtype': 'array', 'shape': []}; array<double>",
        "{'dtype': 'array', 'shape': [3]}; array<double>",
        "{'dtype': 'array', 'shape': [null]}; array<double>",
        "{'dtype': 'array', 'shape': [2, 3]}; struct<dtype:string,shape:array<int>,data:binary>",
        "{'dtype': 'array', 'shape': [3], 'dtype_numpy': '<u2'}; array<int>",
        "{'dtype': 'array', 'shape': [3], 'dtype_numpy': '<U8'}; array<string>",
        "{}; variant",
        "{'dtype': 'other'}; variant",
        "{'dtype': 'number', 'dtype_numpy': '|i1'}; tinyint",
        "{'dtype': 'number', 'dtype_numpy': '<i2'}; smallint",
        "{'dtype': 'number', 'dtype_numpy': '>i4'}; int",
        "{'dtype': 'number', 'dtype_numpy': '<i8'}; bigint",
        "{'dtype': 'number', 'dtype_numpy': '|u1'}; smallint",
        "{'dtype': 'number', 'dtype_numpy': '<u2'}; int",
        "{'dtype': 'number', 'dtype_numpy': '<u4'}; bigint",
        "{'dtype': 'number', 'dtype_numpy': '<u8'}; decimal(20,0)",
        "{'dtype': 'number', 'dtype_numpy': '<f2'}; float",
        "{'dtype': 'number', 'dtype_numpy': '<f4'}; float",
        "{'dtype': 'number', 'dtype_numpy': '<f8'}; double",
        "{'dtype': 'boolean', 'dtype_numpy': '|b1'}; boolean",
        "{'dtype': 'string', 'dtype_numpy': '<U10'}; string",
        "{'dtype': 'string', 'dtype_numpy': '|S4'}; string",
        "{'dtype': 'number', 'dtype_numpy': '<c8'}; struct<re:float,im:float>",
        "{'dtype': 'number', 'dtype_numpy': '<c16'}; struct<re:double,im:double>",
        "{'dtype': 'number', 'dtype_numpy': 'nonsense'}; double",
        "{'dtype': 'integer', 'dtype_str': '<u1'}; smallint",
        "{'dtype': 'integer', 'dtype_str': '<u2', 'dtype_numpy': '<i2'}; smallint",
        "{'dtype': 'array', 'dtype_descr': [['a', '<i4'], ['b', '<f8']], 'dtype_numpy': '<i2'};"
            + " array<struct<a:int,b:double>>",
        "{'external': 'STREAM:', 'shape': [1, 4, 4], 'dtype_numpy': '<u2'};"
            + " struct<dtype:string,shape:array<int>,data:binary>",
        "{'external': 'STREAM:', 'shape': [4], 'dtype_numpy': '<u2'};"
            + " struct<dtype:string,shape:array<int>,data:binary>",
        "{'external': 'STREAM:', 'shape': [], 'dtype_numpy': '<u2'}; int",
        "{'external': 'STREAM:', 'shape': [1], 'dtype': 'number'}; double",
      })
  void declarationBecomesColumnType(String about, String type) throws IOException {
    ObjectNode node = (ObjectNode) new ObjectMapper().readTree(about.replace('\'', '"'));
    assertThat(ColumnTypes.of(new DataKey("k", node))).hasToString(type);
  }
}
