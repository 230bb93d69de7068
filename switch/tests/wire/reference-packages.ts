/**
 * What the reference switch of 2014 is made of, by the protocol's author but for
 * tweetnacl, which stands in for a native module: npm name and version to the SHA-512 of its
 * tarball, in base64. Taken by `npm pack`, since `npm install` can't: old packages name dependencies that are gone.
 */
export const REFERENCE_PACKAGES: Readonly<Record<string, string>> = {
  'telehash-js@0.1.41': 'rhxBDs/yj1ZpVllPS04uuMB33LBtsSpZrhK4mowtbWVQ6yyegQoqyrX6q5jH0FIfVPtHUwLeyHvqdL0GAw6Mfw==',
  'telehash-cs1a@0.0.9': 'eXW6Zu+I4U/wDDYKAGOGgw1DZYl/2J/FE2lfwEJqClUPh77RoWkXro+ciY0bqyiS2hxjrbim1uh/eif3nHUoUw==',
  'telehash-cs2a@0.0.4': 'cvScVvZ3SiRbasBWY3BipI0jIxZDSsBgoq7l92m1RV/OhBVT4vYh+PO88roOm78HIGgp+LqAn55vuw0RpHHx4A==',
  'telehash-cs3a@0.0.7': 'IiBp1X9E69Yq5eSZ25yfeWNcpp0NMI23+C9mKtEwPEQpxoVr0qRLtlQnJyKsFsYZiiKLZlWtVuhq5j3wLkPfLw==',
  'telehash-thtp@0.0.8': 'xyOrZvz2X7+z7hHLMw9zJpUEyFh89wmZ4ALOkqI+3v2XxirgX0lTg2/Wyxl+Znkge+kKujjOZpaEldERsEwybA==',
  'ecc-jsbn@0.0.1': 'LCzo+Li/nY+cdLCCkk9bgkfVZIa3emvYQQEtWwjajupmIZzXp1dVUJpxhiFHtKZwMCGJFFIXWARZwzK1fHj61Q==',
  'jsbn@0.1.1': 'UVU9dibq2JcFWxQPA6KCqj5O42VOmAY3zQUfEKxU0KpTGXwNoCjkX1e13eHNvw/xPynt6pU0rZ1htjWTNTSXsg==',
  'sjcl@1.0.3': 'd47gakvT49vvhMG+9ujYvK+/gh7s1Hon9IBJ8ci9RutycnflVgDhF6DjnID2DfxVkTxUrsOlxbVnolLFrstunQ==',
  'tweetnacl@1.0.3': '6rt+RN7aOi1nGMyC4Xa5DdYiukl2UWCbcJft7YhxReBGQD7OAM8Pbxw6YMo4r2diNEA8FEmu32YOn9rhaiE5yw==',
};
